-- Which messages a consent opens: who agrees to news in a form has opted in, who takes it back has opted out.
alter table consent_purpose
  add column message_purpose text check (message_purpose in ('marketing', 'recall', 'review', 'reminder'));
update consent_purpose set message_purpose = 'marketing' where key = 'marketing';
