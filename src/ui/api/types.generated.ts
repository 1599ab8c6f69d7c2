// Generated from openapi.json by `npm run -s atrium -- openapi`. Do not edit by hand.

export type Problem = {
  type?: string
  title?: string
  status: number
  code: string
  message: string
  fields?: {
    field?: string
    message?: string
  }[]
}

export interface Api {
  /** End a key at once */
  'DELETE /api-keys/{id}': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Take a check-in back */
  'DELETE /appointments/{id}/arrival': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Take back that the client did not come */
  'DELETE /appointments/{id}/no-show': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** The waiting client is not ready after all */
  'DELETE /appointments/{id}/ready': {
    takes: {
      id: string
    }
    returns: {
      id: string
      isReady: boolean
    }
  }
  /** Forget a Stripe account: no card is taken any more, and kept cards can’t be charged */
  'DELETE /billing/providers/stripe': {
    takes: {}
    returns: {
      done: true
    }
  }
  /** Take an exemption away */
  'DELETE /billing/tax-exemptions/{id}': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        serviceId: string | null
        name: string
        taxCode: string | null
        reason: string
        validFrom: string
        validUntil: string | null
        createdBy: string
      })[]
    }
  }
  /** Take a tax away that was entered by mistake */
  'DELETE /billing/taxes/{id}': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        code: string
        name: string
        ratePpm: number
        locationId: string | null
        kinds: ("service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other")[]
        validFrom: string
        validUntil: string | null
        id: string
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** Free time again that was blocked in the calendar */
  'DELETE /blocked-time/{id}': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** End a feed for good */
  'DELETE /calendar-feeds/{id}': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Take closed days back */
  'DELETE /closures/{id}': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Open a closed day again */
  'DELETE /day-close': {
    takes: {
      day: string
      locationId: string
      reason: string
    }
    returns: {
      day: string
      locationId: string
      locationName: string
      figures: {
        currency: string
        visits: {
          done: number
          open: number
          cancelled: number
        }
        charged: {
          count: number
          minor: number
        }
        byKind: {
          kind: string
          count: number
          minor: number
        }[]
        invoiced: {
          count: number
          minor: number
        }
        unpaid: {
          count: number
          minor: number
        }
        drafts: {
          count: number
          minor: number
        }
        unbilled: {
          count: number
          minor: number
        }
        missing: {
          count: number
          minor: number
        }
        notClosed: {
          count: number
          minor: number
        }
        takenMinor: number
        taken: ({
          tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
          minor: number
          payments: number
        })[]
        prepaid: {
          count: number
          minor: number
        }
        drawers: ({
          id: string
          name: string
          isOpen: boolean
          holdsMinor: number
          countedMinor: number | null
          differenceMinor: number | null
          differenceReason: string | null
        })[]
      }
      close: {
        id: string
        closedAt: string
        closedBy: string
        figures: {
          currency: string
          visits: {
            done: number
            open: number
            cancelled: number
          }
          charged: {
            count: number
            minor: number
          }
          byKind: {
            kind: string
            count: number
            minor: number
          }[]
          invoiced: {
            count: number
            minor: number
          }
          unpaid: {
            count: number
            minor: number
          }
          drafts: {
            count: number
            minor: number
          }
          unbilled: {
            count: number
            minor: number
          }
          missing: {
            count: number
            minor: number
          }
          notClosed: {
            count: number
            minor: number
          }
          takenMinor: number
          taken: ({
            tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
            minor: number
            payments: number
          })[]
          prepaid: {
            count: number
            minor: number
          }
          drawers: ({
            id: string
            name: string
            isOpen: boolean
            holdsMinor: number
            countedMinor: number | null
            differenceMinor: number | null
            differenceReason: string | null
          })[]
        }
        leftOpenReason: string | null
        note: string | null
      } | null
      after: {
        figure: string
        wasMinor: number
        isMinor: number
      }[]
      left: ("missing" | "not_closed" | "unbilled" | "drafts" | "drawers")[]
    }
  }
  /** Give failed work up for good */
  'DELETE /dead-jobs/{id}': {
    takes: {
      id: string
      reason?: string
    }
    returns: {}
  }
  /** Take such a rule away; what was charged stays */
  'DELETE /extra-charges/{id}': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        description: string
        kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        serviceId: string | null
        locationId: string | null
        weekdays: number[]
        fromTime: string | null
        toTime: string | null
        amountMinor: number | null
        basisPoints: number | null
        validFrom: string
        validUntil: string | null
        id: string
        serviceName: string | null
        locationName: string | null
      })[]
    }
  }
  /** Throw the draft of a form away; its published versions stay */
  'DELETE /forms/{key}/draft': {
    takes: {
      key: string
    }
    returns: {
      draft: {
        key: string
        title: string
        definition: Record<string, unknown>
        basedOn: number | null
        updatedAt: string
        updatedBy: string
        rowVersion: number
        faults: ({
          severity: "error" | "warning"
          field: string
          message: string
        })[]
      } | null
    }
  }
  /** Give a kept time up before its ten minutes are over */
  'DELETE /holds/current': {
    takes: {}
    returns: {}
  }
  /** Discard a draft; an issued invoice can only be voided */
  'DELETE /invoices/{id}': {
    takes: {
      id: string
    }
    returns: {
      discarded: true
    }
  }
  /** Take a line off a draft; its charge waits to be billed again */
  'DELETE /invoices/{id}/lines/{chargeId}': {
    takes: {
      id: string
      chargeId: string
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** A paused membership goes on */
  'DELETE /memberships/{id}/pause': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      planId: string
      name: string
      state: "to_begin" | "running" | "paused" | "ending" | "over"
      every: "month" | "quarter" | "year"
      priceMinor: number
      currency: string
      visits: number
      visitsLeft: number
      periodEndsOn: string | null
      serviceNames: string[]
      discountBasisPoints: number
      noticeDays: number
      startedOn: string
      nextOn: string | null
      endsOn: string | null
      pausedFrom: string | null
      pausedUntil: string | null
    }
  }
  /** Take a ready-made text away */
  'DELETE /message-snippets/{id}': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        name: string
        body: string
        text: string | null
        rowVersion: number
      })[]
      fields: string[]
    }
  }
  /** Go back to the built-in wording */
  'DELETE /message-templates/{key}/{locale}': {
    takes: {
      key: "confirmation" | "reminder" | "moved" | "cancelled" | "requested" | "request_moved" | "declined" | "replan_offer" | "replan_withdrawn" | "visits_booked" | "visits_changed" | "visits_cancelled" | "form_request" | "card_request" | "invoice" | "receipt" | "estimate" | "superbill" | "autopay_notice" | "autopay_confirm" | "autopay_failed" | "instalment_due" | "instalment_missed" | "deposit_request" | "deposit_lapsed" | "fee_charged" | "dunning_1" | "dunning_2" | "dunning_3" | "waitlist_offer" | "portal_notice" | "keyword_answer" | "recall_1" | "recall_2" | "recall_3" | "campaign" | "by_hand"
      locale: "en" | "de"
    }
    returns: {
      items: ({
        key: string
        locale: "en" | "de"
        subject: string
        title: string
        body: string
        button: string
        sms: string
        fields: string[]
        isOwn: boolean
        rowVersion: number
      })[]
    }
  }
  /** The client’s own page: remove a kept card */
  'DELETE /my/payment-cards/{id}': {
    takes: {
      id: string
    }
    returns: {
      done: true
    }
  }
  /** Overbook a practitioner no more; what is booked stays */
  'DELETE /overbooking/limits/{practitionerId}': {
    takes: {
      practitionerId: string
    }
    returns: {
      hindered: "no_model" | "weak_model" | null
      limits: {
        practitionerId: string
        mostPerDay: number
        bothPercent: number
      }[]
      days: {
        practitionerId: string
        day: string
        visits: number
        expected: number
        used: number
        left: number
        slots: {
          appointmentId: string
          startsAt: string
          endsAt: string
          zone: string
          clientName: string
          serviceName: string
          absent: number
          both: number
        }[]
      }[]
    }
  }
  /** Somebody no longer pays for a client; invoices that are written stay */
  'DELETE /payer-shares/{id}': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        payerId: string
        payerName: string
        shareBasisPoints: number | null
        amountMinor: number | null
        validFrom: string
        validUntil: string | null
        reference: string | null
      })[]
    }
  }
  /** Remove a kept card, here and at the provider */
  'DELETE /payment-cards/{id}': {
    takes: {
      id: string
    }
    returns: {
      done: true
    }
  }
  /** Let a day, or all to another day, be as the week says again */
  'DELETE /practitioners/{id}/days/{day}': {
    takes: {
      id: string
      day: string
      to?: string
    }
    returns: {
      outside: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Take the picture of a practitioner away; initials are shown again */
  'DELETE /practitioners/{id}/photo': {
    takes: {
      id: string
    }
    returns: {
      photo: string | null
    }
  }
  /** End a relationship and its rights */
  'DELETE /relationships/{id}': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Throw a draft away; no visit is touched */
  'DELETE /replannings/{id}': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Take somebody off the waitlist of a session */
  'DELETE /sessions/{id}/waitlist/{waitingId}': {
    takes: {
      id: string
      waitingId: string
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
      attendees: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      waitlist: ({
        id: string
        clientId: string
        clientName: string
        clientNumber: number
        notes: string | null
        addedAt: string
      })[]
    }
  }
  /** Remove the second factor of somebody who lost their phone */
  'DELETE /staff/{id}/second-factor': {
    takes: {
      id: string
      reason?: string
    }
    returns: {}
  }
  /** Sign a person out everywhere */
  'DELETE /staff/{id}/sessions': {
    takes: {
      id: string
    }
    returns: {
      ended: number
    }
  }
  /** End one session of a person */
  'DELETE /staff/{id}/sessions/{sessionId}': {
    takes: {
      id: string
      sessionId: string
    }
    returns: {
      ended: number
    }
  }
  /** Take time back that is not billed */
  'DELETE /time-entries/{id}': {
    takes: {
      id: string
    }
    returns: {
      removed: true
    }
  }
  /** Take a rate away; time that is written keeps its own */
  'DELETE /time-rates/{id}': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        staffId: string | null
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only" | null
        clientId: string | null
        episodeId: string | null
        rateMinor: number
        validFrom: string
        validUntil: string | null
        id: string
        staffName: string | null
        clientName: string | null
        episodeTitle: string | null
        createdBy: string
      })[]
    }
  }
  /** Throw the clock away without writing time */
  'DELETE /timer': {
    takes: {}
    returns: {
      timer: {
        clientId: string | null
        clientName: string | null
        episodeId: string | null
        narrative: string
        seconds: number
        asOf: string
        isRunning: boolean
        startedAt: string
      } | null
    }
  }
  /** Keys of programs that use the API */
  'GET /api-keys': {
    takes: {}
    returns: {
      items: ({
        id: string
        name: string
        hint: string
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
        scopes: string[] | null
        createdAt: string
        createdBy: string
        expiresAt: string | null
        revokedAt: string | null
      })[]
    }
  }
  /** Requests that wait for the practice, the one that ends first at the top; several services in a row are one */
  'GET /appointment-requests': {
    takes: {}
    returns: {
      items: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
        parts: ({
          id: string
          service: string
          practitioner: {
            id: string
            name: string
          } | null
          serviceId: string
          startsAt: string
          endsAt: string
        })[]
      })[]
    }
  }
  /** How many requests wait */
  'GET /appointment-requests/count': {
    takes: {}
    returns: {
      count: number
    }
  }
  /** List appointments, the latest first: of a client, a practitioner, a span or a state */
  'GET /appointments': {
    takes: {
      limit?: number
      cursor?: string
      clientId?: string
      practitionerId?: string
      state?: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      from?: string
      to?: string
    }
    returns: {
      items: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      next: string | null
    }
  }
  /** Open an appointment */
  'GET /appointments/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** What is to be done at an appointment, and what was ticked */
  'GET /appointments/{id}/checklist': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        text: string
        doneAt: string | null
        doneBy: string | null
      })[]
    }
  }
  /** What a visit was for, as codes */
  'GET /appointments/{id}/diagnoses': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        code: string
        label: string | null
      })[]
    }
  }
  /** The units of equipment that a visit could use, of each kind its service needs, and which are free then */
  'GET /appointments/{id}/equipment': {
    takes: {
      id: string
    }
    returns: {
      kinds: {
        id: string
        name: string
        units: {
          id: string
          name: string
          isOurs: boolean
          isTaken: boolean
        }[]
      }[]
      canChange: boolean
    }
  }
  /** The chance that a client stays away from a visit ahead, with its reasons; null when it is not ahead */
  'GET /appointments/{id}/no-show-risk': {
    takes: {
      id: string
    }
    returns: {
      risk: {
        appointmentId: string
        chance: number | null
        level: "low" | "raised" | "high" | "unknown"
        basis: "model" | "base_rate" | "nothing"
        modelId: string | null
        reasons: ({
          code: "lead" | "history" | "late_cancels" | "others_booked" | "weekday" | "hour" | "service" | "age" | "reminder" | "first_visit"
          direction: "up" | "down"
          weight: number
          values: Record<string, number>
        })[]
      } | null
    }
  }
  /** Who did or read what, when, from where and why */
  'GET /audit': {
    takes: {
      limit?: number
      cursor?: string
      from?: string
      to?: string
      clientId?: string
      actorId?: string
      subjectId?: string
      subjectType?: string
      operation?: string
      outcome?: "done" | "read" | "refused"
      sort?: "at" | "actor" | "operation" | "subject" | "outcome"
      order?: "asc" | "desc"
    }
    returns: {
      items: ({
        id: string
        at: string
        operation: string
        outcome: "done" | "read" | "refused"
        actorKind: string
        actorId: string | null
        actorName: string
        address: string | null
        reason: string | null
        subjectType: string | null
        subjectId: string | null
        clientId: string | null
        changes: unknown[]
      })[]
      next: string | null
    }
  }
  /** Recompute the chain of the audit: names every entry that was changed, removed or slipped in */
  'GET /audit/verdict': {
    takes: {}
    returns: {
      entries: number
      head: {
        seq: number
        hash: string
      }
      findings: ({
        seq: number | null
        entryId: string | null
        what: string
      })[]
    }
  }
  /** The events, facts and actions that automations are made of */
  'GET /automation-catalogue': {
    takes: {}
    returns: {
      events: ({
        name: string
        gives: string[]
        facts: string[]
        own: ({
          fact: string
          words: string
          group: string
          kind: string
          operators: ("is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown")[]
          choices: {
            value: string
            label: string
          }[]
        })[]
      })[]
      facts: ({
        fact: string
        words: string
        group: string
        kind: string
        operators: ("is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown")[]
        choices: {
          value: string
          label: string
        }[]
      })[]
      actions: ({
        name: string
        words: string
        needs: string[]
        may: boolean
        fields: ({
          key: string
          words: string
          kind: string
          optional: boolean
          hint: string | null
          choices: {
            value: string
            label: string
          }[]
        })[]
      })[]
    }
  }
  /** Open a run with what each of its steps did */
  'GET /automation-runs/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      automationId: string
      automationName: string
      version: number
      eventName: string
      clientId: string | null
      clientName: string | null
      state: "due" | "waiting" | "done" | "skipped" | "cancelled" | "stopped" | "failed"
      step: number
      dueAt: string | null
      why: string | null
      beganAt: string
      endedAt: string | null
      steps: {
        step: number
        outcome: string
        words: string
        tries: number
        at: string
      }[]
    }
  }
  /** Every automation, with what it did in the last 30 days */
  'GET /automations': {
    takes: {}
    returns: {
      items: ({
        id: string
        key: string | null
        name: string
        state: "on" | "paused" | "off"
        pausedAt: string | null
        version: number
        definition: {
          events: string[]
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                } | {
                  match: "all" | "any" | "none"
                  conditions: ({
                    fact: string
                    op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                    value?: string | number | boolean | string[]
                  })[]
                })[]
              })[]
            })[]
          })[]
          steps: ({
            kind: "do"
            action: string
            settings: Record<string, unknown>
          } | {
            kind: "wait"
            how: "for" | "before" | "after" | "clock"
            minutes: number
            fact?: string
            at?: string
          })[]
          stopWhen: ({
            event: string
            of: "same" | "client"
          })[]
        }
        problem: string | null
        savedAt: string
        savedBy: string
        rowVersion: number
        done: number
        failed: number
        waiting: number
        lastAt: string | null
      })[]
    }
  }
  /** Open an automation */
  'GET /automations/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      key: string | null
      name: string
      state: "on" | "paused" | "off"
      pausedAt: string | null
      version: number
      definition: {
        events: string[]
        match: "all" | "any" | "none"
        conditions: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes: number
          fact?: string
          at?: string
        })[]
        stopWhen: ({
          event: string
          of: "same" | "client"
        })[]
      }
      problem: string | null
      savedAt: string
      savedBy: string
      rowVersion: number
      done: number
      failed: number
      waiting: number
      lastAt: string | null
    }
  }
  /** What an automation did, and why it did not, the latest first */
  'GET /automations/{id}/runs': {
    takes: {
      id: string
      state?: "due" | "waiting" | "done" | "skipped" | "cancelled" | "stopped" | "failed"
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        automationId: string
        automationName: string
        version: number
        eventName: string
        clientId: string | null
        clientName: string | null
        state: "due" | "waiting" | "done" | "skipped" | "cancelled" | "stopped" | "failed"
        step: number
        dueAt: string | null
        why: string | null
        beganAt: string
        endedAt: string | null
      })[]
      next: string | null
    }
  }
  /** Free times for a service, earliest first, in the offset of their location */
  'GET /availability': {
    takes: {
      serviceId: string
      practitionerId?: string
      locationId?: string
      from?: string
      days?: number
      clientId?: string
      durationMinutes?: number
      mode?: "in_person" | "video" | "phone" | "home"
      except?: string
      limit?: number
    }
    returns: {
      items: {
        startsAt: string
        endsAt: string
        zone: string
        locationId: string
        practitionerId: string
      }[]
    }
  }
  /** Why a practitioner cannot be booked at a time: every rule against it, and the smallest change that would open it */
  'GET /availability/reasons': {
    takes: {
      serviceId: string
      practitionerId: string
      locationId?: string
      clientId?: string
      startsAt: string
      durationMinutes?: number
      mode?: "in_person" | "video" | "phone" | "home"
      except?: string
      by?: "client" | "staff"
    }
    returns: {
      free: boolean
      locationId: string | null
      zone: string | null
      reasons: {
        code: string
        values: Record<string, unknown>
      }[]
      earlier: {
        startsAt: string
        endsAt: string
        practitionerId: string
        locationId: string
      } | null
      later: {
        startsAt: string
        endsAt: string
        practitionerId: string
        locationId: string
      } | null
      smallestChange: {
        kind: "move"
        slot: {
          startsAt: string
          endsAt: string
          practitionerId: string
          locationId: string
        }
        minutes: number
      } | {
        kind: "change"
        minutes: number
        changes: {
          code: string
          values: Record<string, unknown>
          minutes: number
        }[]
      } | null
    }
  }
  /** Accounts at banks whose files are read, with how many lines wait */
  'GET /bank-accounts': {
    takes: {}
    returns: {
      items: ({
        id: string
        name: string
        currency: string
        map: {
          hasHead: boolean
          day: string
          dayFormat: string
          amount: string | null
          credit: string | null
          debit: string | null
          sign: string | null
          mark: "," | "."
          counterparty: string | null
          purpose: string[]
          reference: string | null
          id: string | null
          currency: string | null
        } | null
        lines: number
        waiting: number
        lastDay: string | null
        lastImportAt: string | null
      })[]
    }
  }
  /** Lines of the bank, the latest first; those that wait with what they may be */
  'GET /bank-lines': {
    takes: {
      state?: "waiting" | "settled" | "ignored" | "all"
      accountId?: string
      from?: string
      to?: string
      q?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        accountId: string
        accountName: string
        bookedOn: string
        amountMinor: number
        currency: string
        counterparty: string | null
        purpose: string | null
        reference: string | null
        settledAs: "payment" | "payout" | "transfer" | "refund" | "ignored" | null
        note: string | null
        settledAt: string | null
        settledBy: string | null
        matches: ({
          kind: "payment" | "payout" | "refund" | "entry"
          id: string
          amountMinor: number
          paymentId: string | null
          name: string | null
          isMade: boolean
        })[]
        proposals: ({
          kind: "invoices" | "payment" | "payout" | "refund"
          id: string | null
          parts: {
            invoiceId: string
            number: number
            name: string
            openMinor: number
            amountMinor: number
          }[]
          restMinor: number
          sureness: "sure" | "likely" | "possible"
          why: ("number" | "amount" | "name" | "reference" | "near_day" | "only_one" | "all_open")[]
          name: string | null
        })[]
      })[]
      next: string | null
    }
  }
  /** Companies, insurers and people who pay for clients, with what they owe */
  'GET /bill-payers': {
    takes: {}
    returns: {
      items: ({
        name: string
        kind: "company" | "insurer" | "person"
        clientId: string | null
        addressLines: string[]
        email: string | null
        taxNumber: string | null
        locale: "en" | "de"
        id: string
        isArchived: boolean
        openMinor: number
        clients: number
        rowVersion: number
      })[]
    }
  }
  /** A payer’s account between two days, over all clients they pay for */
  'GET /bill-payers/{id}/statement': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: {
      from: string
      to: string
      currency: string
      openingMinor: number
      closingMinor: number
      rows: ({
        entryId: string
        day: string
        kind: string
        number: number | null
        clientName: string | null
        tender: string | null
        amountMinor: number
        balanceMinor: number
      })[]
    }
  }
  /** The statement of a payer’s account as PDF, over all clients they pay for */
  'GET /bill-payers/{id}/statement/pdf': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: null
  }
  /** Codes of the practice’s own code sets that count today, by their beginning or their text */
  'GET /billing-codes': {
    takes: {
      kind: "procedure" | "diagnosis" | "modifier"
      q?: string
    }
    returns: {
      items: ({
        id: string
        kind: "procedure" | "diagnosis" | "modifier"
        code: string
        label: string
        validFrom: string
        validUntil: string | null
      })[]
    }
  }
  /** How kept cards are charged by themselves */
  'GET /billing/autopay-rules': {
    takes: {}
    returns: {
      isOffered: boolean
      noticeDays: number
      chargeOn: "soon" | "due"
      fromHour: number
      retryDays: number[]
      limitMinor: number | null
      rowVersion: number
    }
  }
  /** Balances of the ledger at the end of any day, cut as wanted */
  'GET /billing/balances': {
    takes: {
      asOf?: string
      account?: string
      by?: "client_id" | "payer_id" | "practitioner_id" | "location_id" | "service_id" | "invoice_id" | "payment_id"
    }
    returns: {
      items: ({
        account: string
        currency: string
        of: string | null
        debitMinor: number
        creditMinor: number
        balanceMinor: number
      })[]
    }
  }
  /** Invoiced = paid + open + written off at the end of any day, cut as wanted */
  'GET /billing/cuts': {
    takes: {
      asOf?: string
      by?: "practitioner" | "location" | "service" | "kind" | "payer" | "client"
    }
    returns: {
      asOf: string
      by: "practitioner" | "location" | "service" | "kind" | "payer" | "client"
      currency: string
      invoicedMinor: number
      paidMinor: number
      writtenOffMinor: number
      openMinor: number
      items: ({
        of: string | null
        name: string | null
        invoicedMinor: number
        paidMinor: number
        writtenOffMinor: number
        openMinor: number
      })[]
    }
  }
  /** Which visits ask for a deposit, and who keeps it */
  'GET /billing/deposit-rules': {
    takes: {}
    returns: {
      rules: ({
        who: "new" | "everybody"
        serviceIds: string[]
        minMinutes: number | null
        risk: "any" | "raised" | "high"
        by: "amount" | "percent"
        value: number
      })[]
      payWithinMinutes: number
      keepHours: number
      rowVersion: number
    }
  }
  /** The journal: the transfers behind any figure */
  'GET /billing/entries': {
    takes: {
      invoiceId?: string
      paymentId?: string
      clientId?: string
      account?: string
      from?: string
      to?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        kind: string
        postedOn: string
        at: string
        actorName: string
        subjectType: string
        subjectId: string
        reverses: string | null
        transfers: ({
          debit: string
          credit: string
          amountMinor: number
          currency: string
          clientId: string | null
          practitionerId: string | null
          locationId: string | null
          serviceId: string | null
          invoiceId: string | null
          paymentId: string | null
        })[]
      })[]
      next: string | null
    }
  }
  /** Charges that wait for a person: failed for good, above the limit, to be confirmed, or without an answer */
  'GET /billing/failed-charges': {
    takes: {}
    returns: {
      items: ({
        state: "planned" | "charging" | "paid" | "needs_payer" | "gave_up" | "over_limit" | "stopped"
        why: string | null
        amountMinor: number
        currency: string
        chargeOn: string
        noticedAt: string | null
        tries: number
        changedAt: string
        invoiceId: string
        invoiceNumber: number
        clientId: string
        clientName: string
        openMinor: number
      })[]
    }
  }
  /** What late cancellations and missed visits cost */
  'GET /billing/fee-rules': {
    takes: {}
    returns: {
      mode: "proposed" | "automatic"
      lateHours: number
      late: {
        by: "none" | "amount" | "percent"
        value: number
      }
      noShow: {
        by: "none" | "amount" | "percent"
        value: number
      }
      isFirstFree: boolean
      services: ({
        serviceId: string
        late: {
          by: "none" | "amount" | "percent"
          value: number
        }
        noShow: {
          by: "none" | "amount" | "percent"
          value: number
        }
      })[]
      rowVersion: number
    }
  }
  /** What stands behind a figure: its rows by invoice or payment, each of which opens to its entries and transfers */
  'GET /billing/figures': {
    takes: {
      account: string
      from?: string
      to?: string
      practitionerId?: string | "none"
      locationId?: string | "none"
      serviceId?: string | "none"
      payerId?: string | "none"
      clientId?: string | "none"
      invoiceId?: string | "none"
      paymentId?: string | "none"
      basis?: "service" | "invoice" | "due"
      baseFrom?: string
      baseTo?: string
    }
    returns: {
      currency: string
      totalMinor: number
      transfers: number
      rest: number
      items: ({
        invoiceId: string | null
        invoiceNumber: number | null
        paymentId: string | null
        clientId: string | null
        name: string | null
        firstOn: string
        lastOn: string
        amountMinor: number
        transfers: number
      })[]
    }
  }
  /** What a service costs a client by the price lists */
  'GET /billing/price': {
    takes: {
      clientId: string
      serviceId: string
      practitionerId?: string
      locationId?: string
      day?: string
    }
    returns: {
      priceMinor: number
      from: "schedule" | "service" | "booking" | "hand" | "package" | "membership" | "product"
      name: string | null
    }
  }
  /** The price lists: for payers, groups of clients, practitioners, locations, with their days */
  'GET /billing/price-lists': {
    takes: {}
    returns: {
      items: ({
        name: string
        payerId: string | null
        clientTag: string | null
        practitionerId: string | null
        locationId: string | null
        validFrom: string
        validUntil: string | null
        prices: {
          serviceId: string
          serviceName: string
          priceMinor: number
        }[]
        id: string
        payerName: string | null
        practitionerName: string | null
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** The accounts with card providers, without their keys */
  'GET /billing/providers': {
    takes: {}
    returns: {
      stripe: {
        accountRef: string
        accountName: string
        isLive: boolean
        ownsDoor: boolean
        connectedAt: string
        connectedBy: string
      } | null
      webhookUrl: string
    }
  }
  /** Days in receivables, gross collection rate and average collection period, the last year by itself */
  'GET /billing/ratios': {
    takes: {
      from?: string
      to?: string
    }
    returns: {
      from: string
      to: string
      days: number
      currency: string
      receivablesMinor: number
      creditMinor: number
      chargesMinor: number
      paymentsMinor: number
      daysInReceivables: number | null
      grossCollectionRate: number | null
      averageCollectionDays: number | null
    }
  }
  /** What is owed, by age and client, at the end of any day */
  'GET /billing/receivables': {
    takes: {
      asOf?: string
      basis?: "service" | "invoice" | "due"
      by?: "client" | "payer" | "practitioner" | "location"
    }
    returns: {
      asOf: string
      basis: "service" | "invoice" | "due"
      by: "client" | "payer" | "practitioner" | "location"
      currency: string
      buckets: {
        '0-30': number
        '31-60': number
        '61-90': number
        '91-120': number
        '121+': number
      }
      openMinor: number
      creditMinor: number
      clients: ({
        clientId: string | null
        clientName: string | null
        buckets: {
          '0-30': number
          '31-60': number
          '61-90': number
          '91-120': number
          '121+': number
        }
        openMinor: number
        creditMinor: number
        oldestOn: string | null
      })[]
    }
  }
  /** What is owed, by age, at the end of any day, as CSV */
  'GET /billing/receivables/csv': {
    takes: {
      asOf?: string
      basis?: "service" | "invoice" | "due"
      by?: "client" | "payer" | "practitioner" | "location"
    }
    returns: null
  }
  /** What was earned between two days, by period and by whom, where, what or for whom */
  'GET /billing/revenue': {
    takes: {
      from?: string
      to?: string
      period?: "day" | "week" | "month" | "quarter" | "year" | "all"
      by?: "practitioner" | "location" | "service" | "kind" | "payer" | "client"
    }
    returns: {
      from: string
      to: string
      currency: string
      netMinor: number
      items: ({
        period: string | null
        until: string
        of: string | null
        name: string | null
        netMinor: number
      })[]
    }
  }
  /** What was earned between two days as CSV */
  'GET /billing/revenue/csv': {
    takes: {
      from?: string
      to?: string
      period?: "day" | "week" | "month" | "quarter" | "year" | "all"
      by?: "practitioner" | "location" | "service" | "kind" | "payer" | "client"
    }
    returns: null
  }
  /** How this practice bills */
  'GET /billing/settings': {
    takes: {}
    returns: {
      invoiceMode: "each_visit" | "by_hand"
      dueDays: number
      pricesIncludeTax: boolean
      taxRounding: "line" | "invoice"
      discountLimits: Record<string, number>
      approvalStep: boolean
      onlineProvider: "test" | "stripe" | null
      invoiceNote: string | null
      bankLines: string[]
      rowVersion: number
    }
  }
  /** The takings of a day by tender, for the end of the day at the desk */
  'GET /billing/takings': {
    takes: {
      day?: string
      locationId?: string
    }
    returns: {
      day: string
      locationId: string | null
      currency: string
      receivedMinor: number
      refundedMinor: number
      reversedMinor: number
      netMinor: number
      payments: number
      tenders: ({
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedMinor: number
        refundedMinor: number
        reversedMinor: number
        netMinor: number
        payments: number
      })[]
    }
  }
  /** Who and what is not taxed, and why */
  'GET /billing/tax-exemptions': {
    takes: {
      clientId?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        serviceId: string | null
        name: string
        taxCode: string | null
        reason: string
        validFrom: string
        validUntil: string | null
        createdBy: string
      })[]
    }
  }
  /** The taxes of the practice, with their places and days */
  'GET /billing/taxes': {
    takes: {}
    returns: {
      items: ({
        code: string
        name: string
        ratePpm: number
        locationId: string | null
        kinds: ("service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other")[]
        validFrom: string
        validUntil: string | null
        id: string
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** The taxes of a period by tax and rate, with what they were charged on */
  'GET /billing/taxes/report': {
    takes: {
      from?: string
      to?: string
    }
    returns: {
      from: string
      to: string
      currency: string
      taxMinor: number
      items: {
        account: string
        netMinor: number
        taxMinor: number
      }[]
    }
  }
  /** The taxes of a period as CSV */
  'GET /billing/taxes/report/csv': {
    takes: {
      from?: string
      to?: string
    }
    returns: null
  }
  /** What waits for whoever does the billing: each queue with its count and amount */
  'GET /billing/work': {
    takes: {}
    returns: {
      currency: string
      items: ({
        queue: "unbilled" | "overdue" | "failed" | "unapplied" | "usable_credit" | "disputes" | "bank_lines" | "payouts" | "write_offs" | "letters_to_print"
        count: number
        amountMinor: number
      })[]
    }
  }
  /** The booking that waits to be confirmed by the mailed link */
  'GET /booking-confirmation': {
    takes: {}
    returns: {
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
      confirmBy: string | null
    }
  }
  /** The booking links that were made for a client */
  'GET /booking-links': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        serviceId: string | null
        serviceName: string | null
        practitionerId: string | null
        practitionerName: string | null
        singleUse: boolean
        expiresAt: string
        createdAt: string
        createdBy: string
        usedAt: string | null
        uses: number
        revokedAt: string | null
      })[]
    }
  }
  /** For whom one may book */
  'GET /booking-people': {
    takes: {}
    returns: {
      practice: string
      people: ({
        id: string
        name: string
        relation: string | null
      })[]
    }
  }
  /** Open services that are given in one coming */
  'GET /bundles/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string | null
      ahead: number
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** The visits of a span with what lies behind them: who works when and where, time off, closed days */
  'GET /calendar': {
    takes: {
      from: string
      to: string
      locationId?: string
      practitionerId?: string
      cancelled?: string
      equipment?: string
    }
    returns: {
      from: string
      to: string
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        startsAt: string
        endsAt: string
        zone: string
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        clientId: string | null
        clientName: string | null
        practitionerId: string | null
        serviceId: string
        serviceName: string
        color: string | null
        locationId: string
        roomId: string | null
        roomName: string | null
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        arrivedAt: string | null
        inRoomAt: string | null
        heldUntil: string | null
        hasNotes: boolean
        isFirstVisit: boolean
        overlaps: boolean
        rowVersion: number
        sessionId: string | null
        canMove: boolean
      })[]
      open: {
        practitionerId: string
        locationId: string
        startsAt: string
        endsAt: string
      }[]
      reserved: ({
        practitionerId: string
        locationId: string
        startsAt: string
        endsAt: string
        name: string | null
        clients: "new" | "existing" | null
      })[]
      timeOff: ({
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: string
        note: string | null
        state: "requested" | "approved"
      })[]
      closures: ({
        locationId: string | null
        startsOn: string
        endsOn: string
        name: string
      })[]
      practitioners: ({
        id: string
        name: string
        title: string | null
        color: string | null
      })[]
      locations: {
        id: string
        name: string
        zone: string
      }[]
      rooms: {
        id: string
        name: string
        locationId: string
      }[]
      equipment?: {
        id: string
        name: string
        locationId: string
      }[]
      equipmentUses?: {
        visitId: string
        unitId: string
      }[]
      can: {
        book: boolean
        overlap: boolean
      }
    }
  }
  /** Calendars to subscribe to: one’s own, or everybody’s for those who manage them */
  'GET /calendar-feeds': {
    takes: {}
    returns: {
      items: ({
        id: string
        practitionerId: string
        practitionerName: string
        name: string
        detail: "busy" | "initials" | "names"
        createdAt: string
        createdBy: string
        lastReadAt: string | null
      })[]
    }
  }
  /** How full the days of a span are: visits, first visits, booked and open minutes of each practitioner */
  'GET /calendar/days': {
    takes: {
      from: string
      to: string
      locationId?: string
      practitionerId?: string
    }
    returns: {
      days: {
        day: string
        practitionerId: string
        visits: number
        firstVisits: number
        requested: number
        bookedMinutes: number
        openMinutes: number
      }[]
      practitioners: ({
        id: string
        name: string
        title: string | null
        color: string | null
      })[]
      locations: {
        id: string
        name: string
        zone: string
      }[]
      closures: ({
        locationId: string | null
        startsOn: string
        endsOn: string
        name: string
      })[]
    }
  }
  /** What a printed day sheet says beside the calendar: phone numbers, birth dates and notes */
  'GET /calendar/sheet': {
    takes: {
      from: string
      to: string
      locationId?: string
      practitionerId?: string
    }
    returns: {
      items: ({
        visitId: string
        bornOn: string | null
        phone: string | null
        notes: string | null
      })[]
    }
  }
  /** Campaigns to begin from */
  'GET /campaign-ideas': {
    takes: {}
    returns: {
      items: ({
        key: string
        wish: {
          name: string
          kind: "broadcast" | "sequence"
          purpose: "care" | "review" | "marketing"
          startsWith: {
            on: "visit_done"
            serviceIds: string[]
            firstOnly: boolean
          } | {
            on: "no_visit"
            days: number
          } | {
            on: "birthday"
          } | {
            on: "automation"
          } | null
          segment: ({
            is: "seen_within"
            days: number
          } | {
            is: "not_seen_for"
            days: number
          } | {
            is: "has_next_visit"
            yes: boolean
          } | {
            is: "had_service"
            serviceIds: string[]
          } | {
            is: "seen_by"
            practitionerIds: string[]
          } | {
            is: "seen_at"
            locationIds: string[]
          } | {
            is: "age"
            from: number
            to: number
          } | {
            is: "language"
            languages: string[]
          } | {
            is: "owes"
            yes: boolean
          } | {
            is: "recall_overdue"
            yes: boolean
          } | {
            is: "visits_on"
            day: string
            practitionerIds: string[]
          } | {
            is: "tagged"
            tags: string[]
          } | {
            is: "visits"
            atLeast: number
          })[]
          goal: "none" | "booked"
          again: "once" | "yearly" | "each_visit"
          steps: {
            afterDays: number
            atTime: string
            withLink: boolean
            texts: {
              en?: {
                headline: string
                text: string
                shortText: string
              }
              de?: {
                headline: string
                text: string
                shortText: string
              }
            }
          }[]
          perMinute: number
        }
      })[]
    }
  }
  /** Broadcasts and sequences, those that run first */
  'GET /campaigns': {
    takes: {}
    returns: {
      items: ({
        id: string
        name: string
        kind: "broadcast" | "sequence"
        purpose: "care" | "review" | "marketing"
        startsWith: {
          on: "visit_done"
          serviceIds: string[]
          firstOnly: boolean
        } | {
          on: "no_visit"
          days: number
        } | {
          on: "birthday"
        } | {
          on: "automation"
        } | null
        segment: ({
          is: "seen_within"
          days: number
        } | {
          is: "not_seen_for"
          days: number
        } | {
          is: "has_next_visit"
          yes: boolean
        } | {
          is: "had_service"
          serviceIds: string[]
        } | {
          is: "seen_by"
          practitionerIds: string[]
        } | {
          is: "seen_at"
          locationIds: string[]
        } | {
          is: "age"
          from: number
          to: number
        } | {
          is: "language"
          languages: string[]
        } | {
          is: "owes"
          yes: boolean
        } | {
          is: "recall_overdue"
          yes: boolean
        } | {
          is: "visits_on"
          day: string
          practitionerIds: string[]
        } | {
          is: "tagged"
          tags: string[]
        } | {
          is: "visits"
          atLeast: number
        })[]
        goal: "none" | "booked"
        again: "once" | "yearly" | "each_visit"
        steps: {
          afterDays: number
          atTime: string
          withLink: boolean
          texts: {
            en?: {
              headline: string
              text: string
              shortText: string
            }
            de?: {
              headline: string
              text: string
              shortText: string
            }
          }
        }[]
        perMinute: number
        state: "draft" | "active" | "paused" | "ended"
        createdAt: string
        startedAt: string | null
        endedAt: string | null
        rowVersion: number
        can: {
          edit: boolean
          start: boolean
          pause: boolean
          end: boolean
        }
      })[]
      mergeFields: string[]
    }
  }
  /** One campaign */
  'GET /campaigns/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
      state: "draft" | "active" | "paused" | "ended"
      createdAt: string
      startedAt: string | null
      endedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        start: boolean
        pause: boolean
        end: boolean
      }
    }
  }
  /** What became of a campaign: people, messages, and who booked within thirty days */
  'GET /campaigns/{id}/report': {
    takes: {
      id: string
    }
    returns: {
      figures: {
        people: number
        running: number
        finished: number
        goalMet: number
        stopped: number
        planned: number
        sent: number
        skipped: number
        failed: number
        bookedAfter: number
      }
      people: ({
        id: string
        clientId: string
        clientName: string
        state: string
        beganAt: string
        endedBecause: string | null
        lastMessage: string | null
        why: string | null
      })[]
    }
  }
  /** Booked and offered time by practitioner, location, service and week, and full weeks beside idle colleagues */
  'GET /capacity': {
    takes: {
      weeksBehind?: number
      weeksAhead?: number
    }
    returns: {
      weeks: string[]
      thisWeek: string
      practitioners: ({
        id: string
        name: string
        color: string | null
      })[]
      locations: {
        id: string
        name: string
      }[]
      offered: {
        practitionerId: string
        locationId: string
        week: string
        minutes: number
      }[]
      booked: {
        practitionerId: string
        locationId: string
        week: string
        minutes: number
        serviceId: string
        attended: number
        visits: number
      }[]
      overloads: {
        practitionerId: string
        week: string
        percent: number
        colleagues: {
          practitionerId: string
          percent: number
        }[]
      }[]
      limits: {
        overloadedPercent: number
        idlePercent: number
      }
    }
  }
  /** What a client was asked to send, with what is known already */
  'GET /card': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      state: "asked" | "received" | "withdrawn"
      kinds: ("insurance_front" | "insurance_back" | "id_front" | "id_back")[]
      asksPolicy: boolean
      photos: ({
        id: string
        kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
        width: number
        height: number
        hints: ("too_dark" | "too_bright" | "too_small" | "blurred")[]
        scan: "not_scanned" | "clean" | "infected" | "failed"
        takenBy: "client" | "staff"
        takenAt: string
      })[]
      payers: string[]
      policy: {
        payerName: string
        memberId: string
        groupNumber: string | null
        planName: string | null
        relation: "self" | "spouse" | "child" | "other"
        holder: {
          givenName: string | null
          familyName: string | null
          bornOn: string | null
        }
        validFrom: string | null
      } | null
    }
  }
  /** Cash drawers with what must lie in them */
  'GET /cash-drawers': {
    takes: {
      locationId?: string
    }
    returns: {
      items: ({
        id: string
        name: string
        locationId: string
        locationName: string
        currency: string
        archived: boolean
        isOpen: boolean
        holdsMinor: number
        session: {
          id: string
          openedOn: string
          openedAt: string
          openedBy: string
          floatMinor: number
          closedAt: string | null
          closedBy: string | null
          expectedMinor: number | null
          countedMinor: number | null
          differenceMinor: number | null
          differenceReason: string | null
        } | null
      })[]
    }
  }
  /** List charges */
  'GET /charges': {
    takes: {
      clientId?: string
      appointmentId?: string
      state?: "unbilled" | "billed" | "void"
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        description: string
        code: string | null
        servedOn: string
        appointmentId: string | null
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        locationId: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        currency: string
        netMinor: number
        taxMinor: number
        totalMinor: number
        discountMinor: number
        discountReason: string | null
        priceList: string | null
        invoiceId: string | null
        createdBy: string
        voidedAt: string | null
        voidReason: string | null
      })[]
      next: string | null
    }
  }
  /** Past visits that nobody was charged for */
  'GET /charges/missing': {
    takes: {
      from?: string
      to?: string
      locationId?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        appointmentId: string
        why: "done_not_charged" | "not_closed"
        startsAt: string
        servedOn: string
        clientId: string
        clientName: string
        serviceName: string
        practitionerName: string | null
        priceMinor: number
      })[]
      next: string | null
      riskMinor: number
    }
  }
  /** From when clients may check in, and what counts as late or a long wait */
  'GET /check-in/settings': {
    takes: {}
    returns: {
      minutesBefore: number
      lateMinutes: number
      longWaitMinutes: number
      idleSeconds: number
    }
  }
  /** How this practice asks payers */
  'GET /clearinghouse': {
    takes: {}
    returns: {
      kind: "off" | "practice" | "folder" | "http"
      url: string | null
      userName: string | null
      senderQualifier: string
      senderId: string
      receiverQualifier: string
      receiverId: string
      isTrial: boolean
      providerName: string
      npi: string
      serviceTypes: string[]
      staleDays: number
      aheadDays: number
      hasSecret: boolean
      rowVersion: number
    }
  }
  /** Every tag in use, with how many clients have it */
  'GET /client-tags': {
    takes: {}
    returns: {
      items: {
        tag: string
        count: number
      }[]
    }
  }
  /** List clients by name, or search them by any part of name, number, address or phone */
  'GET /clients': {
    takes: {
      limit?: number
      cursor?: string
      q?: string
      state?: "active" | "archived"
    }
    returns: {
      items: ({
        id: string
        number: number
        name: string
        givenName: string
        familyName: string
        preferredName: string | null
        bornOn: string | null
        email: string | null
        phone: string | null
        usualPractitionerId: string | null
        createdAt: string
        archivedAt: string | null
      })[]
      next: string | null
    }
  }
  /** What forms said about a client that differs from the chart, or filled it */
  'GET /clients/{clientId}/chart-changes': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        formRequestId: string
        formTitle: string
        clientId: string
        field: string
        before: string | null
        after: string
        state: "open" | "filled" | "taken" | "kept"
        createdAt: string
        decidedAt: string | null
        decidedBy: string | null
      })[]
    }
  }
  /** Whom to call in an emergency; for who treats also allergies and medicines */
  'GET /clients/{clientId}/chart-facts': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        field: "contact" | "allergies" | "medication"
        said: string | null
        changedAt: string | null
        changedBy: string | null
        formRequestId: string | null
        rowVersion: number
        can: {
          change: boolean
        }
      })[]
    }
  }
  /** How it stands with each consent of a client, and everything they ever agreed to or took back */
  'GET /clients/{clientId}/consents': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        purpose: string
        title: string
        state: "agreed" | "outdated" | "expired" | "declined" | "withdrawn" | "never"
        version: number | null
        newestVersion: number
        at: string | null
        expiresAt: string | null
        signerName: string | null
        relation: "self" | "parent" | "guardian" | "representative" | null
        how: string | null
        reason: string | null
        openRequestId: string | null
        channels: ({
          channel: "email" | "sms"
          allowed: boolean
        })[]
        can: {
          ask: boolean
          withdraw: boolean
        }
      })[]
      acts: ({
        id: string
        purpose: string
        act: "agreed" | "declined" | "withdrawn"
        version: number
        signerName: string
        relation: "self" | "parent" | "guardian" | "representative"
        how: string
        reason: string | null
        byName: string
        at: string
        expiresAt: string | null
        signatureId: string | null
      })[]
    }
  }
  /** Which messages a client wants on which channel, with the whole history */
  'GET /clients/{clientId}/contact-consent': {
    takes: {
      clientId: string
    }
    returns: {
      preferred: "email" | "sms" | "portal" | "call" | null
      allowed: ({
        channel: "email" | "sms" | "portal" | "call"
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
      })[]
      blocked: ({
        channel: "email" | "sms"
        address: string
        reason: string
        since: string
      })[]
      routes: ({
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        closed: string | null
      })[]
      history: ({
        id: string
        channel: "any" | "email" | "sms" | "portal" | "call"
        purpose: "any" | "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
        source: string
        note: string | null
        byName: string
        at: string
      })[]
    }
  }
  /** What payers were asked about a client, and what they said */
  'GET /clients/{clientId}/cover-checks': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        policyId: string
        payerName: string
        memberId: string
        appointmentId: string | null
        state: "waiting" | "sent" | "answered" | "failed"
        why: "by_hand" | "before_visit"
        serviceOn: string
        askedAt: string
        askedBy: string
        sentAt: string | null
        answeredAt: string | null
        tries: number
        trouble: string | null
        troubleText: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        needsAuthorisation: boolean
        settledAt: string | null
        settledBy: string | null
        settledNote: string | null
      })[]
    }
  }
  /** Answers of a client that a form says must be looked at the same day, open ones first */
  'GET /clients/{clientId}/form-alerts': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        formRequestId: string
        formTitle: string
        clientId: string
        linkId: string
        words: string
        raisedAt: string
        seenAt: string | null
        seenBy: string | null
        note: string | null
      })[]
    }
  }
  /** Photos of a client’s cards and papers, and what the client was asked to send */
  'GET /clients/{clientId}/id-photos': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
        width: number
        height: number
        hints: ("too_dark" | "too_bright" | "too_small" | "blurred")[]
        scan: "not_scanned" | "clean" | "infected" | "failed"
        takenBy: "client" | "staff"
        takenAt: string
      })[]
      requests: ({
        id: string
        kinds: ("insurance_front" | "insurance_back" | "id_front" | "id_back")[]
        asksPolicy: boolean
        state: "asked" | "received" | "withdrawn"
        askedAt: string
        askedBy: string
        receivedAt: string | null
      })[]
    }
  }
  /** The notes of a client, the newest first */
  'GET /clients/{clientId}/notes': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        state: "draft" | "signed"
        clientId: string
        appointmentId: string | null
        authorName: string
        templateKey: string
        title: {
          en: string
          de: string
        }
        sections: ({
          key: string
          title: {
            en: string
            de: string
          }
          kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
          hint?: {
            en: string
            de: string
          }
          required: boolean
          options?: {
            code: string
            label: {
              en: string
              de: string
            }
          }[]
          min?: number
          max?: number
        })[]
        privacy: "team" | "author"
        content: Record<string, string | number | boolean | ({
          side: "front" | "back"
          x: number
          y: number
          kind: string
        })[]>
        startedAt: string
        savedAt: string | null
        signedAt: string | null
        signedBy: string | null
        documentSha256: string | null
        rowVersion: number
        amendments: {
          id: string
          authorName: string
          reason: string
          body: string
          amendedAt: string
        }[]
        can: {
          edit: boolean
          sign: boolean
          amend: boolean
          discard: boolean
        }
      })[]
    }
  }
  /** A client’s insurance, with what the payer last said */
  'GET /clients/{clientId}/policies': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        payerId: string | null
        payerName: string
        payerCode: string | null
        memberId: string
        groupNumber: string | null
        planName: string | null
        relation: "self" | "spouse" | "child" | "other"
        holder: {
          clientId: string | null
          givenName: string | null
          familyName: string | null
          bornOn: string | null
        }
        priority: number
        validFrom: string | null
        validTo: string | null
        copayMinor: number | null
        state: "proposed" | "in_force" | "ended" | "declined"
        replacesId: string | null
        enteredBy: "client" | "staff"
        createdAt: string
        confirmedAt: string | null
        confirmedBy: string | null
        endedAt: string | null
        endReason: string | null
        rowVersion: number
        cover: {
          checkId: string
          state: "waiting" | "sent" | "answered" | "failed"
          trouble: string | null
          verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
          askedAt: string
          answeredAt: string | null
          isStale: boolean
          isMadeUp: boolean
          plan: string | null
          coverFrom: string | null
          coverTo: string | null
          needsAuthorisation: boolean
          rejections: ({
            level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
            code: string
            followUp: string
            segment: number
          })[]
          figures: {
            copayMinor: number | null
            coinsurancePercent: number | null
            deductibleMinor: number | null
            deductibleLeftMinor: number | null
            outOfPocketMinor: number | null
            outOfPocketLeftMinor: number | null
            visitsLeft: number | null
            visitsAllowed: number | null
          }
        } | null
        can: {
          change: boolean
          confirm: boolean
          end: boolean
          check: boolean
        }
      })[]
    }
  }
  /** When and on which channel a client reacts to messages, and what staff chose for them */
  'GET /clients/{clientId}/reminder-pattern': {
    takes: {
      clientId: string
    }
    returns: {
      zone: string
      reactions: number
      leastReactions: number
      hours: {
        hour: number
        count: number
        share: number
      }[]
      bestHour: number | null
      channels: ({
        channel: "email" | "sms"
        sent: number
        reacted: number
      })[]
      bestChannel: "email" | "sms" | null
      pin: {
        hour: number | null
        channel: "email" | "sms" | "call" | null
        pinnedBy: string
        pinnedAt: string
      } | null
    }
  }
  /** Open a client */
  'GET /clients/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number
      name: string
      givenName: string
      familyName: string
      preferredName: string | null
      pronouns: string | null
      bornOn: string | null
      sex: "female" | "male" | "other" | "unknown" | null
      language: string | null
      zone: string | null
      addressLines: string[]
      notes: string | null
      usualPractitionerId: string | null
      facts: Record<string, unknown>
      contacts: ({
        id: string
        kind: "email" | "phone"
        value: string
        label: string | null
        isPreferred: boolean
      })[]
      createdAt: string
      archivedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        archive: boolean
      }
    }
  }
  /** Whether a client’s invoices are charged to their card by themselves, and what they agreed to */
  'GET /clients/{id}/autopay': {
    takes: {
      id: string
    }
    returns: {
      agreement: {
        id: string
        limitMinor: number | null
        text: string
        agreedAt: string
        agreedBy: string
        how: "client" | "staff"
      } | null
      offer: {
        limitMinor: number | null
        text: string
      }
      hasCard: boolean
    }
  }
  /** How a client stands: open, overdue, credit, not yet billed */
  'GET /clients/{id}/balance': {
    takes: {
      id: string
    }
    returns: {
      clientId: string
      currency: string
      openMinor: number
      payersOpenMinor: number
      overdueMinor: number
      creditMinor: number
      unbilledMinor: number
      balanceMinor: number
      openInvoices: number
      firstOpenInvoiceId: string | null
    }
  }
  /** Who pays which share of what a client owes */
  'GET /clients/{id}/bill-payers': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        payerId: string
        payerName: string
        shareBasisPoints: number | null
        amountMinor: number | null
        validFrom: string
        validUntil: string | null
        reference: string | null
      })[]
    }
  }
  /** The open matters of a client that time can be for */
  'GET /clients/{id}/open-episodes': {
    takes: {
      id: string
    }
    returns: {
      items: {
        id: string
        title: string
      }[]
    }
  }
  /** The cards that a client keeps with us; never their numbers */
  'GET /clients/{id}/payment-cards': {
    takes: {
      id: string
    }
    returns: {
      items: {
        id: string
        brand: string
        last4: string
        expMonth: number
        expYear: number
        isExpired: boolean
        isDefault: boolean
        agreedAt: string
      }[]
    }
  }
  /** The payment plans of a client, the latest first */
  'GET /clients/{id}/payment-plans': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        invoiceId: string
        invoiceNumber: number
        state: "proposed" | "running" | "missed" | "finished" | "ended"
        how: "autopay" | "link"
        totalMinor: number
        openMinor: number
        currency: string
        graceDays: number
        missedRule: "rest_due" | "task"
        text: string
        proposedAt: string
        proposedBy: string
        agreedAt: string | null
        agreedBy: string | null
        endReason: string | null
        rowVersion: number
        parts: ({
          position: number
          dueOn: string
          amountMinor: number
          paidMinor: number
          state: "paid" | "part_paid" | "due" | "coming" | "missed"
        })[]
      })[]
    }
  }
  /** What a client paid for in advance: packages (relatives’, too, where they may use them) and memberships */
  'GET /clients/{id}/prepaid': {
    takes: {
      id: string
      running?: string
    }
    returns: {
      packages: ({
        id: string
        clientId: string
        clientName: string
        name: string
        state: "not_billed" | "running" | "used_up" | "expired" | "refunded" | "void"
        unit: "visit" | "amount"
        units: number
        unitsLeft: number
        serviceIds: string[]
        serviceNames: string[]
        forFamily: boolean
        valueMinor: number
        valueLeftMinor: number
        currency: string
        soldOn: string | null
        expiresOn: string | null
        invoiceId: string | null
        invoiceNumber: number | null
        isUnpaid: boolean
        uses: ({
          id: string
          clientId: string
          clientName: string
          appointmentId: string | null
          description: string
          usedOn: string
          units: number
          valueMinor: number
          undoneAt: string | null
        })[]
      })[]
      memberships: ({
        id: string
        clientId: string
        clientName: string
        planId: string
        name: string
        state: "to_begin" | "running" | "paused" | "ending" | "over"
        every: "month" | "quarter" | "year"
        priceMinor: number
        currency: string
        visits: number
        visitsLeft: number
        periodEndsOn: string | null
        serviceNames: string[]
        discountBasisPoints: number
        noticeDays: number
        startedOn: string
        nextOn: string | null
        endsOn: string | null
        pausedFrom: string | null
        pausedUntil: string | null
      })[]
    }
  }
  /** Family and others: who may act for whom */
  'GET /clients/{id}/relationships': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        kind: string
        direction: "acts_for" | "represented_by"
        mayBook: boolean
        maySeeRecords: boolean
        maySign: boolean
        mayPay: boolean
        other: {
          id: string
          number: number
          name: string
          bornOn: string | null
        }
      })[]
    }
  }
  /** A client’s own account between two days, with the balance after each happening */
  'GET /clients/{id}/statement': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: {
      from: string
      to: string
      currency: string
      openingMinor: number
      closingMinor: number
      rows: ({
        entryId: string
        day: string
        kind: string
        number: number | null
        clientName: string | null
        tender: string | null
        amountMinor: number
        balanceMinor: number
      })[]
    }
  }
  /** The statement of a client’s account as PDF */
  'GET /clients/{id}/statement/pdf': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: null
  }
  /** The superbills of a client, and whether one comes each month */
  'GET /clients/{id}/superbills': {
    takes: {
      id: string
    }
    returns: {
      monthly: boolean
      items: ({
        id: string
        clientId: string
        fromOn: string
        toOn: string
        chargedMinor: number
        paidMinor: number
        currency: string
        lines: number
        incomplete: number
        isMonthly: boolean
        createdAt: string
        createdBy: string
        sentAt: string | null
      })[]
    }
  }
  /** The tags of a client */
  'GET /clients/{id}/tags': {
    takes: {
      id: string
    }
    returns: {
      tags: string[]
    }
  }
  /** Everything that happened with a client, the latest first */
  'GET /clients/{id}/timeline': {
    takes: {
      id: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: {
        id: string
        name: string
        subjectType: string
        subjectId: string
        data: Record<string, unknown>
        actorKind: string
        actorName: string
        at: string
      }[]
      next: string | null
    }
  }
  /** Closed days from a day on: public holidays, a move, a flood */
  'GET /closures': {
    takes: {
      from?: string
    }
    returns: {
      items: ({
        id: string
        locationId: string | null
        startsOn: string
        endsOn: string
        name: string
      })[]
    }
  }
  /** The consent of a mailed link, in its newest published text */
  'GET /consent': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      appointmentStartsAt: string | null
      state: "requested" | "answered" | "withdrawn"
      textId: string
      version: number
      language: string
      title: string
      body: string
      effect: string
      signing: "signature" | "tick"
      mayDecline: boolean
    }
  }
  /** The sealed PDF of what was signed here, for who signed it */
  'GET /consent/pdf': {
    takes: {}
    returns: null
  }
  /** What clients are asked to agree to, each with its newest text */
  'GET /consents': {
    takes: {
      retired?: string
    }
    returns: {
      items: ({
        id: string
        key: string
        title: string
        validMonths: number | null
        signing: "signature" | "tick"
        mayDecline: boolean
        messagePurpose: "marketing" | "recall" | "review" | "reminder" | null
        draft: Record<string, {
          title: string
          body: string
          effect: string
        }> | null
        isRetired: boolean
        rowVersion: number
        text: {
          id: string
          version: number
          texts: Record<string, {
            title: string
            body: string
            effect: string
          }>
          sha256: string
          asksAgain: boolean
          minorReason: string | null
          publishedAt: string
          publishedBy: string
        } | null
      })[]
    }
  }
  /** Clients who have not agreed, those who come next first */
  'GET /consents/{key}/missing': {
    takes: {
      key: string
      coming?: string
      limit?: number
    }
    returns: {
      items: ({
        clientId: string
        clientName: string
        state: "agreed" | "outdated" | "expired" | "declined" | "withdrawn" | "never"
        at: string | null
        nextVisitAt: string | null
      })[]
    }
  }
  /** Every published version of a consent, the newest first */
  'GET /consents/{key}/texts': {
    takes: {
      key: string
    }
    returns: {
      items: ({
        id: string
        version: number
        texts: Record<string, {
          title: string
          body: string
          effect: string
        }>
        sha256: string
        asksAgain: boolean
        minorReason: string | null
        publishedAt: string
        publishedBy: string
      })[]
    }
  }
  /** The inbox: one thread per client over all channels, the newest first */
  'GET /conversations': {
    takes: {
      view?: "todo" | "waiting" | "snoozed" | "closed" | "all"
      whose?: "all" | "mine" | "nobody"
      unread?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        state: "open" | "waiting" | "closed"
        assignedTo: {
          id: string
          name: string
        } | null
        snoozedUntil: string | null
        unread: number
        askedAt: string | null
        lastAt: string
        lastText: string
        lastDirection: "in" | "out"
        lastChannel: "email" | "sms" | "portal" | "call"
      })[]
      next: string | null
    }
  }
  /** How many threads wait for whom */
  'GET /conversations/counts': {
    takes: {}
    returns: {
      todo: number
      mine: number
      nobody: number
      unread: number
      snoozed: number
      unmatched: number
    }
  }
  /** How long clients waited for an answer, and who waits now */
  'GET /conversations/figures': {
    takes: {
      from: string
      to: string
    }
    returns: {
      answers: number
      medianMinutes: number | null
      withinHour: number
      withinDay: number
      unanswered: number
      oldestAskedAt: string | null
    }
  }
  /** One thread, and on which channels its client can be answered */
  'GET /conversations/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
      routes: ({
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        closed: string | null
      })[]
    }
  }
  /** What was said, newest first: messages, answers, notes, calls */
  'GET /conversations/{id}/entries': {
    takes: {
      id: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        kind: "out" | "in" | "note" | "call_in" | "call_out"
        channel: "email" | "sms" | "portal" | "call" | null
        at: string
        byName: string | null
        subject: string | null
        text: string
        rule: string | null
        state: string | null
        delivery: string | null
        undoUntil: string | null
        error: string | null
        outcome: string | null
        attachments: ({
          fileId: string | null
          name: string
          type: string
          size: number
          refused?: string
          scan: "not_scanned" | "clean" | "infected" | "failed" | null
          pages: number | null
        })[]
      })[]
      next: string | null
    }
  }
  /** One check: the statement of cover, and both texts as they were */
  'GET /cover-checks/{id}': {
    takes: {
      id: string
    }
    returns: {
      check: {
        id: string
        clientId: string
        clientName: string
        policyId: string
        payerName: string
        memberId: string
        appointmentId: string | null
        state: "waiting" | "sent" | "answered" | "failed"
        why: "by_hand" | "before_visit"
        serviceOn: string
        askedAt: string
        askedBy: string
        sentAt: string | null
        answeredAt: string | null
        tries: number
        trouble: string | null
        troubleText: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        needsAuthorisation: boolean
        settledAt: string | null
        settledBy: string | null
        settledNote: string | null
      }
      statement: {
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear"
        plan: string | null
        insuranceType: string | null
        groupNumber: string | null
        coverFrom: string | null
        coverTo: string | null
        member: {
          name: string
          id: string
          bornOn: string | null
        } | null
        payerName: string | null
        covered: string[]
        needsAuthorisation: boolean
        lines: ({
          kind: "copay" | "coinsurance" | "deductible" | "out_of_pocket" | "limit" | "not_covered" | "other"
          code: string
          serviceTypes: string[]
          level: "individual" | "family" | "unknown"
          network: "in" | "out" | "both" | "unknown"
          period: string
          amountMinor: number | null
          percent: number | null
          quantity: {
            unit: string
            value: string
          } | null
          isRemaining: boolean
          needsAuthorisation: boolean
          messages: string[]
        })[]
        rejections: ({
          level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
          code: string
          followUp: string
          segment: number
        })[]
        otherPayers: string[]
        messages: string[]
      } | null
      figures: {
        copayMinor: number | null
        coinsurancePercent: number | null
        deductibleMinor: number | null
        deductibleLeftMinor: number | null
        outOfPocketMinor: number | null
        outOfPocketLeftMinor: number | null
        visitsLeft: number | null
        visitsAllowed: number | null
      } | null
      request: string
      answer: string | null
    }
  }
  /** What the desk has to see to: cover that is not clear, policies to confirm, files that belong to nothing */
  'GET /cover-concerns': {
    takes: {}
    returns: {
      checks: ({
        id: string
        clientId: string
        clientName: string
        policyId: string
        payerName: string
        memberId: string
        appointmentId: string | null
        state: "waiting" | "sent" | "answered" | "failed"
        why: "by_hand" | "before_visit"
        serviceOn: string
        askedAt: string
        askedBy: string
        sentAt: string | null
        answeredAt: string | null
        tries: number
        trouble: string | null
        troubleText: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        needsAuthorisation: boolean
        settledAt: string | null
        settledBy: string | null
        settledNote: string | null
        nextVisitAt: string | null
      })[]
      policies: ({
        id: string
        clientId: string
        clientName: string
        payerId: string | null
        payerName: string
        payerCode: string | null
        memberId: string
        groupNumber: string | null
        planName: string | null
        relation: "self" | "spouse" | "child" | "other"
        holder: {
          clientId: string | null
          givenName: string | null
          familyName: string | null
          bornOn: string | null
        }
        priority: number
        validFrom: string | null
        validTo: string | null
        copayMinor: number | null
        state: "proposed" | "in_force" | "ended" | "declined"
        replacesId: string | null
        enteredBy: "client" | "staff"
        createdAt: string
        confirmedAt: string | null
        confirmedBy: string | null
        endedAt: string | null
        endReason: string | null
        rowVersion: number
        cover: {
          checkId: string
          state: "waiting" | "sent" | "answered" | "failed"
          trouble: string | null
          verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
          askedAt: string
          answeredAt: string | null
          isStale: boolean
          isMadeUp: boolean
          plan: string | null
          coverFrom: string | null
          coverTo: string | null
          needsAuthorisation: boolean
          rejections: ({
            level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
            code: string
            followUp: string
            segment: number
          })[]
          figures: {
            copayMinor: number | null
            coinsurancePercent: number | null
            deductibleMinor: number | null
            deductibleLeftMinor: number | null
            outOfPocketMinor: number | null
            outOfPocketLeftMinor: number | null
            visitsLeft: number | null
            visitsAllowed: number | null
          }
        } | null
        can: {
          change: boolean
          confirm: boolean
          end: boolean
          check: boolean
        }
      })[]
      files: {
        id: string
        name: string
        receivedAt: string
        matched: number
        unmatched: number
        faults: {
          code: string
          segment: number
          message: string
        }[]
      }[]
      isConnected: boolean
    }
  }
  /** A credit note as PDF */
  'GET /credit-notes/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** How the practice stands now: flow of the day, capacity, money, and what waits for somebody */
  'GET /dashboard': {
    takes: {}
    returns: {
      day: string
      zone: string
      currency: string
      at: string
      flow: {
        visits: number
        expected: number
        waiting: number
        inRoom: number
        done: number
        noShow: number
        cancelled: number
        late: number
        meanWaitMinutes: number | null
        longestWaitMinutes: number | null
        latestDay: string | null
        days: {
          day: string
          visits: number
          noShows: number
        }[]
      }
      capacity: {
        day: string
        offeredHours: number
        bookedHours: number
      }[]
      money: {
        invoicedTodayMinor: number
        invoicedMonthMinor: number
        receivedTodayMinor: number
        cashTodayMinor: number
        receivedMonthMinor: number
        receivablesMinor: number
        overdueMinor: number
        overdueInvoices: number
        days: {
          day: string
          invoicedMinor: number
          receivedMinor: number
        }[]
      } | null
      work: {
        pipeline: ({
          stage: "new" | "contacted" | "qualified" | "booked" | "lost"
          count: number
        })[] | null
        formsOpen: number | null
        messagesFailed: number | null
        callsToMake: number | null
        recallsOverdue: number | null
        notesUnsigned: number | null
        chargesMissing: number | null
        chargesMissingMinor: number | null
      }
    }
  }
  /** A day at a location: what was done, charged and taken, what is left to do, and how it was closed */
  'GET /day-close': {
    takes: {
      day: string
      locationId: string
    }
    returns: {
      day: string
      locationId: string
      locationName: string
      figures: {
        currency: string
        visits: {
          done: number
          open: number
          cancelled: number
        }
        charged: {
          count: number
          minor: number
        }
        byKind: {
          kind: string
          count: number
          minor: number
        }[]
        invoiced: {
          count: number
          minor: number
        }
        unpaid: {
          count: number
          minor: number
        }
        drafts: {
          count: number
          minor: number
        }
        unbilled: {
          count: number
          minor: number
        }
        missing: {
          count: number
          minor: number
        }
        notClosed: {
          count: number
          minor: number
        }
        takenMinor: number
        taken: ({
          tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
          minor: number
          payments: number
        })[]
        prepaid: {
          count: number
          minor: number
        }
        drawers: ({
          id: string
          name: string
          isOpen: boolean
          holdsMinor: number
          countedMinor: number | null
          differenceMinor: number | null
          differenceReason: string | null
        })[]
      }
      close: {
        id: string
        closedAt: string
        closedBy: string
        figures: {
          currency: string
          visits: {
            done: number
            open: number
            cancelled: number
          }
          charged: {
            count: number
            minor: number
          }
          byKind: {
            kind: string
            count: number
            minor: number
          }[]
          invoiced: {
            count: number
            minor: number
          }
          unpaid: {
            count: number
            minor: number
          }
          drafts: {
            count: number
            minor: number
          }
          unbilled: {
            count: number
            minor: number
          }
          missing: {
            count: number
            minor: number
          }
          notClosed: {
            count: number
            minor: number
          }
          takenMinor: number
          taken: ({
            tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
            minor: number
            payments: number
          })[]
          prepaid: {
            count: number
            minor: number
          }
          drawers: ({
            id: string
            name: string
            isOpen: boolean
            holdsMinor: number
            countedMinor: number | null
            differenceMinor: number | null
            differenceReason: string | null
          })[]
        }
        leftOpenReason: string | null
        note: string | null
      } | null
      after: {
        figure: string
        wasMinor: number
        isMinor: number
      }[]
      left: ("missing" | "not_closed" | "unbilled" | "drafts" | "drawers")[]
    }
  }
  /** The summary of a closed day as PDF */
  'GET /day-close/pdf': {
    takes: {
      day: string
      locationId: string
    }
    returns: null
  }
  /** Background work that failed for good */
  'GET /dead-jobs': {
    takes: {}
    returns: {
      items: ({
        id: string
        kind: string
        payload: Record<string, unknown>
        attempts: number
        lastError: string | null
        createdAt: string
        deadAt: string
      })[]
    }
  }
  /** Deposits of a visit, of a client or in a state, the latest first */
  'GET /deposits': {
    takes: {
      appointmentId?: string
      clientId?: string
      state?: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
    }
    returns: {
      items: ({
        id: string
        appointmentId: string
        clientId: string
        clientName: string
        serviceName: string
        startsAt: string
        zone: string
        amountMinor: number
        currency: string
        state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
        because: "rule" | "staff"
        dueAt: string | null
        askedAt: string
        askedBy: string
        paymentId: string | null
        invoiceId: string | null
        decidedBy: string | null
        reason: string | null
        can: {
          take: boolean
          waive: boolean
          refund: boolean
          keep: boolean
        }
      })[]
    }
  }
  /** Reminders that were written and calls that became due, the latest first */
  'GET /dunning/letters': {
    takes: {
      clientId?: string
      payerId?: string
      from?: string
      to?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        payerId: string | null
        name: string
        step: number
        act: "letter" | "call"
        day: string
        currency: string
        totalMinor: number
        feeMinor: number | null
        feeInvoiceId: string | null
        isByHand: boolean
        createdAt: string
        createdBy: string
        state: "print" | "stopped" | "planned" | "sending" | "sent" | "failed" | "skipped" | "cancelled" | "done_by_phone" | "call"
        messageId: string | null
        invoices: {
          id: string
          number: number
          openMinor: number
          isPaid: boolean
        }[]
      })[]
      next: string | null
    }
  }
  /** Who is left in peace at the moment, why and until when */
  'GET /dunning/pauses': {
    takes: {
      clientId?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        clientName: string | null
        payerId: string | null
        payerName: string | null
        invoiceId: string | null
        invoiceNumber: number | null
        reason: string
        until: string | null
        createdAt: string
        createdBy: string
      })[]
    }
  }
  /** Who gets a reminder today and who does not, and why; also before it is switched on */
  'GET /dunning/preview': {
    takes: {}
    returns: {
      day: string
      isOn: boolean
      currency: string
      letters: number
      calls: number
      totalMinor: number
      items: ({
        clientId: string | null
        payerId: string | null
        name: string
        acts: ({
          act: "letter" | "call"
          step: number
          wording: "dunning_1" | "dunning_2" | "dunning_3"
          feeMinor: number | null
          withStatement: boolean
        })[]
        why: "paused" | "disputed" | "planned" | "charging" | "tiny" | "not_yet" | "no_more_steps" | "never" | null
        isPrinted: boolean
        openMinor: number
        invoices: ({
          id: string
          number: number
          openMinor: number
          dueOn: string
          daysOverdue: number
          lastStep: number
          lastOn: string | null
          spared: "paused" | "disputed" | "planned" | "charging" | null
        })[]
      })[]
    }
  }
  /** How this practice reminds of what is overdue */
  'GET /dunning/settings': {
    takes: {}
    returns: {
      isOn: boolean
      minOpenMinor: number
      sendHour: number
      steps: ({
        daysAfterDue: number
        act: "letter" | "call"
        wording: "dunning_1" | "dunning_2" | "dunning_3"
        attachStatement: boolean
        feeMinor: number | null
        minOpenMinor: number
      })[]
      payers: ({
        payerId: string
        name: string
        steps: ({
          daysAfterDue: number
          act: "letter" | "call"
          wording: "dunning_1" | "dunning_2" | "dunning_3"
          attachStatement: boolean
          feeMinor: number | null
          minOpenMinor: number
        })[]
      })[]
      switchedAt: string | null
      switchedBy: string | null
      rowVersion: number
    }
  }
  /** Which entrance a scanned code belongs to, and by what one finds oneself there */
  'GET /entrance': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        country: string
        zone: string
      }
      locationName: string
      ways: ("name" | "phone" | "code")[]
    }
  }
  /** The estimate of a link: what will cost how much, and until when it is good */
  'GET /estimate': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
      }
      locale: "en" | "de"
      estimate: {
        number: number
        state: "open" | "accepted" | "expired" | "cancelled"
        wording: "plain" | "good_faith"
        currency: string
        netMinor: number
        taxMinor: number
        totalMinor: number
        issuedOn: string
        validUntil: string
        note: string | null
        acceptedName: string | null
        lines: ({
          description: string
          code: string | null
          quantity: number
          unitPriceMinor: number
          priceIncludesTax: boolean
          netMinor: number
          taxMinor: number
          totalMinor: number
        })[]
      }
    }
  }
  /** The estimate of a link as PDF */
  'GET /estimate/pdf': {
    takes: {}
    returns: null
  }
  /** Estimates, the latest first */
  'GET /estimates': {
    takes: {
      clientId?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        number: number
        state: "open" | "accepted" | "expired" | "cancelled"
        clientId: string
        clientName: string
        currency: string
        totalMinor: number
        issuedOn: string
        validUntil: string
        sentAt: string | null
        acceptedAt: string | null
        acceptedName: string | null
        chargedMinor: number | null
      })[]
      next: string | null
    }
  }
  /** An estimate with its lines, its visits and what they cost in the end */
  'GET /estimates/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number
      state: "open" | "accepted" | "expired" | "cancelled"
      clientId: string
      clientName: string
      currency: string
      totalMinor: number
      issuedOn: string
      validUntil: string
      sentAt: string | null
      acceptedAt: string | null
      acceptedName: string | null
      chargedMinor: number | null
      wording: "plain" | "good_faith"
      netMinor: number
      taxMinor: number
      note: string | null
      diagnoses: string[]
      createdBy: string
      lines: ({
        description: string
        code: string | null
        quantity: number
        unitPriceMinor: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
      })[]
      visits: ({
        appointmentId: string
        startsAt: string
        serviceName: string
        state: string
        chargedMinor: number | null
      })[]
    }
  }
  /** An estimate as PDF */
  'GET /estimates/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** What visits bring beside their service: material, supplements, more in the evening or at weekends */
  'GET /extra-charges': {
    takes: {}
    returns: {
      items: ({
        description: string
        kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        serviceId: string | null
        locationId: string | null
        weekdays: number[]
        fromTime: string | null
        toTime: string | null
        amountMinor: number | null
        basisPoints: number | null
        validFrom: string
        validUntil: string | null
        id: string
        serviceName: string | null
        locationName: string | null
      })[]
    }
  }
  /** Fees for late cancellations and missed visits, the latest first */
  'GET /fees': {
    takes: {
      limit?: number
      cursor?: string
      state?: "proposed" | "charged" | "waived"
      clientId?: string
      appointmentId?: string
    }
    returns: {
      items: ({
        id: string
        appointmentId: string
        clientId: string
        clientName: string
        serviceName: string
        startsAt: string
        zone: string
        kind: "late_cancel" | "no_show"
        amountMinor: number
        currency: string
        minutesBefore: number | null
        state: "proposed" | "charged" | "waived" | "withdrawn"
        invoiceId: string | null
        invoiceNumber: number | null
        decidedAt: string | null
        decidedBy: string | null
        reason: string | null
        createdAt: string
        can: {
          charge: boolean
          waive: boolean
        }
      })[]
      next: string | null
    }
  }
  /** The form of a mailed link, with what was typed so far */
  'GET /form': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      appointmentStartsAt: string | null
      state: "requested" | "started" | "completed" | "withdrawn"
      title: string
      definition: Record<string, unknown>
      needsSignature: boolean
      answers: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      calculated: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      hidden: string[]
      rowVersion: number
    }
  }
  /** Forms that are being worked on */
  'GET /form-drafts': {
    takes: {}
    returns: {
      items: ({
        key: string
        title: string
        basedOn: number | null
        updatedAt: string
        updatedBy: string
        rowVersion: number
      })[]
    }
  }
  /** Forms that clients were asked for, and how far they are */
  'GET /form-requests': {
    takes: {
      state?: "open" | "requested" | "started" | "completed" | "withdrawn"
      clientId?: string
      appointmentId?: string
      limit?: number
    }
    returns: {
      items: ({
        id: string
        formId: string
        formKey: string
        formTitle: string
        clientId: string
        clientName: string
        appointmentId: string | null
        appointmentStartsAt: string | null
        state: "requested" | "started" | "completed" | "withdrawn"
        why: string
        requestedAt: string
        startedAt: string | null
        completedAt: string | null
        rowVersion: number
        can: {
          withdraw: boolean
          open: boolean
          seeAnswers: boolean
        }
      })[]
    }
  }
  /** The answers of a form, with its signature */
  'GET /form-requests/{id}': {
    takes: {
      id: string
    }
    returns: {
      request: {
        id: string
        formId: string
        formKey: string
        formTitle: string
        clientId: string
        clientName: string
        appointmentId: string | null
        appointmentStartsAt: string | null
        state: "requested" | "started" | "completed" | "withdrawn"
        why: string
        requestedAt: string
        startedAt: string | null
        completedAt: string | null
        rowVersion: number
        can: {
          withdraw: boolean
          open: boolean
          seeAnswers: boolean
        }
      }
      definition: Record<string, unknown>
      answers: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      sections: ({
        title: string
        facts: ({
          linkId: string
          question: string
          answer: string
          note: string | null
          files: ({
            scan: "not_scanned" | "clean" | "infected" | "failed"
            size: number
            pages: number | null
            id: string
            name: string
          })[]
        })[]
        tables: {
          title: string
          columns: string[]
          rows: (string[])[]
        }[]
      })[]
      signature: {
        signerName: string
        relation: string
        method: string
        strokes: unknown
        id: string
        documentSha256: string
        textVersion: string | null
        device: string | null
        signerClientId: string | null
        address: string | null
        signedAt: string
      } | null
    }
  }
  /** A file that came with a form */
  'GET /form-requests/{id}/files/{fileId}': {
    takes: {
      id: string
      fileId: string
    }
    returns: null
  }
  /** A form that was answered, as PDF */
  'GET /form-requests/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** The answers as FHIR R4 QuestionnaireResponse */
  'GET /form-requests/{id}/response': {
    takes: {
      id: string
    }
    returns: {
      response: Record<string, unknown>
    }
  }
  /** The sealed PDF of what was signed here, for who signed it */
  'GET /form/pdf': {
    takes: {}
    returns: null
  }
  /** The forms of the practice, newest versions */
  'GET /forms': {
    takes: {
      retired?: string
    }
    returns: {
      items: {
        id: string
        key: string
        version: number
        title: string
        questions: number
        needsSignature: boolean
        isRetired: boolean
      }[]
    }
  }
  /** A form as FHIR R4 Questionnaire */
  'GET /forms/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      key: string
      version: number
      title: string
      questions: number
      needsSignature: boolean
      isRetired: boolean
      definition: Record<string, unknown>
    }
  }
  /** The draft of a form, with what is wrong in it; null when nobody works on it */
  'GET /forms/{key}/draft': {
    takes: {
      key: string
    }
    returns: {
      draft: {
        key: string
        title: string
        definition: Record<string, unknown>
        basedOn: number | null
        updatedAt: string
        updatedBy: string
        rowVersion: number
        faults: ({
          severity: "error" | "warning"
          field: string
          message: string
        })[]
      } | null
    }
  }
  /** The published versions of a form, the newest first, and how often each was answered */
  'GET /forms/{key}/versions': {
    takes: {
      key: string
    }
    returns: {
      items: ({
        id: string
        version: number
        title: string
        createdAt: string
        retiredAt: string | null
        answered: number
      })[]
    }
  }
  /** Sold gift cards, the latest first; their codes are on what was printed */
  'GET /gift-cards': {
    takes: {
      clientId?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        last4: string
        state: "not_billed" | "running" | "used_up" | "expired" | "void"
        clientId: string
        clientName: string
        recipient: string | null
        valueMinor: number
        balanceMinor: number
        currency: string
        soldOn: string | null
        expiresOn: string | null
      })[]
      next: string | null
    }
  }
  /** The gift card as PDF, with its code */
  'GET /gift-cards/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** The time that is being kept */
  'GET /holds/current': {
    takes: {}
    returns: {
      heldUntil: string | null
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
    }
  }
  /** Countries whose public holidays are known, the parts of one, and its languages */
  'GET /holidays/regions': {
    takes: {
      country?: string
      state?: string
    }
    returns: {
      countries: {
        key: string
        name: string
      }[]
      states: {
        key: string
        name: string
      }[]
      regions: {
        key: string
        name: string
      }[]
      languages: string[]
    }
  }
  /** The calendar behind a secret address (iCalendar), for programs that subscribe; honours If-None-Match */
  'GET /ical/{token}': {
    takes: {
      token: string
    }
    returns: null
  }
  /** A photo of a card */
  'GET /id-photos/{id}/file': {
    takes: {
      id: string
    }
    returns: null
  }
  /** What was imported, the latest first */
  'GET /imports': {
    takes: {
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        kind: "appointments" | "clients"
        state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
        fileName: string
        fileSha256: string
        fileSize: number
        map: Record<string, unknown> | null
        counts: {
          rows: number
          added: number
          known: number
          repeated: number
          refused: number
          skipped: number
          odd: number
          blankLines: number
          clients: number
          services: number
          practitioners: number
          locations: number
          clashesKept: number
          refusedBy: Record<string, number>
          oddBy: Record<string, number>
          skippedBy: Record<string, number>
        }
        failure: string | null
        createdAt: string
        createdBy: string
        startedAt: string | null
        finishedAt: string | null
        undoneAt: string | null
        undoneBy: string | null
        can: {
          map: boolean
          check: boolean
          run: boolean
          undo: boolean
        }
      })[]
      next: string | null
    }
  }
  /** An import: how far it is, and what became of its rows */
  'GET /imports/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "appointments" | "clients"
      state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
      fileName: string
      fileSha256: string
      fileSize: number
      map: Record<string, unknown> | null
      counts: {
        rows: number
        added: number
        known: number
        repeated: number
        refused: number
        skipped: number
        odd: number
        blankLines: number
        clients: number
        services: number
        practitioners: number
        locations: number
        clashesKept: number
        refusedBy: Record<string, number>
        oddBy: Record<string, number>
        skippedBy: Record<string, number>
      }
      failure: string | null
      createdAt: string
      createdBy: string
      startedAt: string | null
      finishedAt: string | null
      undoneAt: string | null
      undoneBy: string | null
      can: {
        map: boolean
        check: boolean
        run: boolean
        undo: boolean
      }
      earlier: {
        id: string
        finishedAt: string
      }[]
    }
  }
  /** Rows that were not taken, left out, or are odd, in the order of the file */
  'GET /imports/{id}/problems': {
    takes: {
      id: string
      kind?: "refused" | "odd" | "skipped" | "repeated"
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        line: number
        kind: "refused" | "odd" | "skipped" | "repeated"
        code: string
        message: string
        cells: Record<string, string>
      })[]
      next: string | null
    }
  }
  /** The same rows as a CSV file with line and reason, to be mended and brought again */
  'GET /imports/{id}/problems.csv': {
    takes: {
      id: string
    }
    returns: null
  }
  /** The columns and first rows of the file, and a mapping to begin with */
  'GET /imports/{id}/suggestion': {
    takes: {
      id: string
    }
    returns: {
      columns: string[]
      sample: (Record<string, string>)[]
      map: Record<string, unknown>
      unsure: string[]
      warning: string | null
    }
  }
  /** What came from senders nobody knows */
  'GET /inbound-messages/unmatched': {
    takes: {}
    returns: {
      items: ({
        id: string
        channel: "email" | "sms" | "portal"
        from: string
        fromName: string | null
        subject: string | null
        text: string
        receivedAt: string
        attachments: number
      })[]
    }
  }
  /** Who is invited, and where (by the mailed link) */
  'GET /invitation': {
    takes: {}
    returns: {
      name: string
      email: string | null
      practice: string
      locale: string
    }
  }
  /** List invoices, the latest first */
  'GET /invoices': {
    takes: {
      state?: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void" | "owed" | "to_send"
      clientId?: string
      payerId?: string
      number?: number
      from?: string
      to?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        number: number | null
        state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
        clientId: string
        clientName: string
        payerId: string | null
        payerName: string | null
        currency: string
        totalMinor: number
        openMinor: number
        issuedOn: string | null
        dueOn: string | null
        sentAt: string | null
        createdAt: string
      })[]
      next: string | null
    }
  }
  /** An invoice with its lines, payments and what may be done with it */
  'GET /invoices/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** What became of charging kept cards for an invoice, the latest first */
  'GET /invoices/{id}/card-charges': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        state: "sending" | "unknown" | "needs_payer" | "failed" | "paid"
        amountMinor: number
        currency: string
        because: "desk" | "autopay"
        failure: string | null
        createdAt: string
        createdBy: string
      })[]
    }
  }
  /** The invoice as PDF */
  'GET /invoices/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** The payment plan of an invoice, each instalment with what is paid of it */
  'GET /invoices/{id}/plan': {
    takes: {
      id: string
    }
    returns: {
      plan: {
        id: string
        invoiceId: string
        invoiceNumber: number
        state: "proposed" | "running" | "missed" | "finished" | "ended"
        how: "autopay" | "link"
        totalMinor: number
        openMinor: number
        currency: string
        graceDays: number
        missedRule: "rest_due" | "task"
        text: string
        proposedAt: string
        proposedBy: string
        agreedAt: string | null
        agreedBy: string | null
        endReason: string | null
        rowVersion: number
        parts: ({
          position: number
          dueOn: string
          amountMinor: number
          paidMinor: number
          state: "paid" | "part_paid" | "due" | "coming" | "missed"
        })[]
      } | null
    }
  }
  /** What is open on an invoice in equal instalments, exact to the cent */
  'GET /invoices/{id}/plan/proposal': {
    takes: {
      id: string
      count: number
      firstOn?: string
      every?: "week" | "two_weeks" | "month"
      firstMinor?: number
    }
    returns: {
      openMinor: number
      currency: string
      parts: {
        dueOn: string
        amountMinor: number
      }[]
    }
  }
  /** What automatic payment does with an invoice */
  'GET /invoices/{id}/planned-charge': {
    takes: {
      id: string
    }
    returns: {
      planned: {
        state: "planned" | "charging" | "paid" | "needs_payer" | "gave_up" | "over_limit" | "stopped"
        why: string | null
        amountMinor: number
        currency: string
        chargeOn: string
        noticedAt: string | null
        tries: number
        changedAt: string
      } | null
    }
  }
  /** Where this check-in device stands */
  'GET /kiosk': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        country: string
        zone: string
      }
      locationId: string
      locationName: string
      name: string
      idleSeconds: number
    }
  }
  /** The check-in devices of the practice */
  'GET /kiosks': {
    takes: {}
    returns: {
      items: ({
        id: string
        kind: "device" | "poster"
        name: string
        locationId: string
        locationName: string
        createdAt: string
        createdBy: string
        lastSeenAt: string | null
        revokedAt: string | null
      })[]
    }
  }
  /** Enquiries by stage: how many, and the newest of each */
  'GET /lead-board': {
    takes: {}
    returns: {
      stages: ({
        stage: "new" | "contacted" | "qualified" | "booked" | "lost"
        count: number
        items: ({
          id: string
          name: string
          email: string | null
          phone: string | null
          message: string | null
          source: string
          language: string | null
          stage: "new" | "contacted" | "qualified" | "booked" | "lost"
          lostReason: string | null
          nextAction: string | null
          nextActionOn: string | null
          ownerId: string | null
          clientId: string | null
          createdAt: string
          stageChangedAt: string
          rowVersion: number
        })[]
      })[]
    }
  }
  /** List enquiries, the newest first */
  'GET /leads': {
    takes: {
      limit?: number
      cursor?: string
      stage?: "new" | "contacted" | "qualified" | "booked" | "lost"
      q?: string
    }
    returns: {
      items: ({
        id: string
        name: string
        email: string | null
        phone: string | null
        message: string | null
        source: string
        language: string | null
        stage: "new" | "contacted" | "qualified" | "booked" | "lost"
        lostReason: string | null
        nextAction: string | null
        nextActionOn: string | null
        ownerId: string | null
        clientId: string | null
        createdAt: string
        stageChangedAt: string
        rowVersion: number
      })[]
      next: string | null
    }
  }
  /** Open an enquiry; says which clients it might be */
  'GET /leads/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      phone: string | null
      message: string | null
      source: string
      language: string | null
      stage: "new" | "contacted" | "qualified" | "booked" | "lost"
      lostReason: string | null
      nextAction: string | null
      nextActionOn: string | null
      ownerId: string | null
      clientId: string | null
      createdAt: string
      stageChangedAt: string
      rowVersion: number
      possibleClients: ({
        id: string
        number: number
        name: string
        bornOn: string | null
        because: ("name_and_birth_date" | "name_and_contact" | "contact")[]
      })[]
    }
  }
  /** Locations with their opening hours, rooms and equipment */
  'GET /locations': {
    takes: {
      show?: "open" | "all"
    }
    returns: {
      items: ({
        id: string
        name: string
        addressLines: string[]
        phone: string | null
        zone: string
        position: number
        archivedAt: string | null
        rowVersion: number
        opening: {
          weekday: number
          opens: string
          closes: string
        }[]
        rooms: ({
          id: string
          name: string
          position: number
          archivedAt: string | null
        })[]
        equipment: ({
          id: string
          name: string
          archivedAt: string | null
          units: ({
            id: string
            name: string
            archivedAt: string | null
          })[]
        })[]
      })[]
    }
  }
  /** The public holidays of a location in the coming 24 months, and which of them close it */
  'GET /locations/{id}/holidays': {
    takes: {
      id: string
    }
    returns: {
      region: {
        country: string
        state: string | null
        region: string | null
        languages: string[]
        chosen: boolean
      }
      items: ({
        day: string
        lastDay: string
        name: string
        kind: "public" | "bank" | "optional"
        partOfDay: boolean
        substitute: boolean
        state: "new" | "accepted" | "removed" | "closed_already"
      })[]
    }
  }
  /** Who calls, in which practice, with which permissions */
  'GET /me': {
    takes: {}
    returns: {
      user: {
        id: string
        name: string
        email: string
        secondFactor: boolean
      }
      staffId: string | null
      role: string
      permissions: string[]
      ownClientsOnly: boolean
      practice: {
        id: string
        slug: string
        name: string
        locale: string
        currency: string
        country: string
        zone: string
        pack: string
      }
      words: Record<string, string>
      practices: {
        slug: string
        name: string
      }[]
      locations: {
        id: string
        name: string
        zone: string
      }[]
    }
  }
  /** The figures Atrium tells, each with its definition in words */
  'GET /measures': {
    takes: {}
    returns: {
      items: ({
        name: string
        title: string
        formula: string
        unit: "share" | "count" | "minor" | "hours" | "minutes"
        numerator: {
          name: string
          title: string
        }
        denominator: {
          name: string
          title: string
        } | null
        dimensions: {
          name: string
          title: string
        }[]
        better: "more" | "less" | "neither"
        rows: "appointment" | "transfer" | "lead" | "client" | "hours"
      })[]
    }
  }
  /** A figure over a span of days, in all and by group */
  'GET /measures/{name}': {
    takes: {
      name: string
      by?: string
      from?: string
      to?: string
    }
    returns: {
      definition: {
        name: string
        title: string
        formula: string
        unit: "share" | "count" | "minor" | "hours" | "minutes"
        numerator: {
          name: string
          title: string
        }
        denominator: {
          name: string
          title: string
        } | null
        dimensions: {
          name: string
          title: string
        }[]
        better: "more" | "less" | "neither"
        rows: "appointment" | "transfer" | "lead" | "client" | "hours"
      }
      by: string | null
      from: string | null
      to: string | null
      currency: string
      total: {
        numerator: number
        denominator: number | null
        value: number | null
        clients: number
        firstDay: string | null
        lastDay: string | null
        days: number
      }
      groups: ({
        key: string
        label: string
        numerator: number
        denominator: number | null
        value: number | null
      })[]
    }
  }
  /** The rows behind a figure or one of its groups */
  'GET /measures/{name}/rows': {
    takes: {
      name: string
      by?: string
      key?: string
      from?: string
      to?: string
      counted?: "true" | "false"
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        type: "appointment" | "transfer" | "lead" | "client" | "hours"
        id: string | null
        day: string
        at: string | null
        clientId: string | null
        name: string | null
        practitionerName: string | null
        locationName: string | null
        serviceName: string | null
        invoiceId: string | null
        numerator: number
        denominator: number
      })[]
      next: string | null
    }
  }
  /** The memberships that this practice offers */
  'GET /membership-plans': {
    takes: {}
    returns: {
      items: ({
        name: string
        every: "month" | "quarter" | "year"
        priceMinor: number
        visits: number
        serviceIds: string[]
        discountBasisPoints: number
        noticeDays: number
        id: string
        archived: boolean
        members: number
        rowVersion: number
      })[]
    }
  }
  /** Members and how their memberships stand */
  'GET /memberships': {
    takes: {
      running?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        planId: string
        name: string
        state: "to_begin" | "running" | "paused" | "ending" | "over"
        every: "month" | "quarter" | "year"
        priceMinor: number
        currency: string
        visits: number
        visitsLeft: number
        periodEndsOn: string | null
        serviceNames: string[]
        discountBasisPoints: number
        noticeDays: number
        startedOn: string
        nextOn: string | null
        endsOn: string | null
        pausedFrom: string | null
        pausedUntil: string | null
      })[]
    }
  }
  /** How the practice sends: gateway, quiet hours, time to undo */
  'GET /message-channels': {
    takes: {}
    returns: {
      undoSeconds: number
      smsKind: "twilio" | "http" | null
      smsFrom: string | null
      smsConfig: {
        accountSid?: string
        baseUrl?: string
        url?: string
        method?: "POST" | "PUT" | "GET"
        headers?: Record<string, string>
        body?: string
        idPath?: string
      }
      hasSmsSecret: boolean
      canText: boolean
      hasInboundSecret: boolean
      replyDomain: string | null
      quietHours: ({
        channel: "email" | "sms" | "portal" | "call" | null
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing" | null
        from: string
        until: string
      })[]
      addresses: {
        messages: string | null
        reports: string | null
        mail: string
      }
      rowVersion: number
    }
  }
  /** A file of a thread, as it came or was sent */
  'GET /message-files/{fileId}': {
    takes: {
      fileId: string
    }
    returns: null
  }
  /** The coming days: who gets what, when, on which channel and why; and who does not, and why not */
  'GET /message-ledger': {
    takes: {
      view?: "going" | "not"
      days?: number
      channel?: "email" | "sms" | "portal" | "call"
      purpose?: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      rule?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        clientName: string | null
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        rule: string
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        subjectType: string
        subjectId: string
        subject: string
        title: string
        body: string
        smsText: string | null
        segments: number | null
        hasLink: boolean
        hasCalendarFile: boolean
        attachments: number
        state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
        why: string
        sendAt: string
        sentAt: string | null
        delivery: string | null
        deliveryAt: string | null
        undoUntil: string | null
        error: string | null
        attempts: number
        can: {
          cancel: boolean
          time: boolean
          retry: boolean
          call: boolean
          openLink: boolean
        }
      })[]
      next: string | null
    }
  }
  /** How many messages go out in the coming days on each channel, and how many do not */
  'GET /message-ledger/counts': {
    takes: {
      days?: number
    }
    returns: {
      counts: ({
        channel: "email" | "sms" | "portal" | "call"
        going: number
        not: number
      })[]
    }
  }
  /** Ready-made texts for answers; filled when a client is named */
  'GET /message-snippets': {
    takes: {
      clientId?: string
    }
    returns: {
      items: ({
        id: string
        name: string
        body: string
        text: string | null
        rowVersion: number
      })[]
      fields: string[]
    }
  }
  /** The wording of every message, in every language */
  'GET /message-templates': {
    takes: {}
    returns: {
      items: ({
        key: string
        locale: "en" | "de"
        subject: string
        title: string
        body: string
        button: string
        sms: string
        fields: string[]
        isOwn: boolean
        rowVersion: number
      })[]
    }
  }
  /** Messages: planned, sent, failed, and those that do not go out, each with its reason */
  'GET /messages': {
    takes: {
      state?: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      rule?: string
      channel?: "email" | "sms" | "portal" | "call"
      clientId?: string
      subjectId?: string
      from?: string
      to?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        clientName: string | null
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        rule: string
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        subjectType: string
        subjectId: string
        subject: string
        title: string
        body: string
        smsText: string | null
        segments: number | null
        hasLink: boolean
        hasCalendarFile: boolean
        attachments: number
        state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
        why: string
        sendAt: string
        sentAt: string | null
        delivery: string | null
        deliveryAt: string | null
        undoUntil: string | null
        error: string | null
        attempts: number
        can: {
          cancel: boolean
          time: boolean
          retry: boolean
          call: boolean
          openLink: boolean
        }
      })[]
      next: string | null
    }
  }
  /** How many messages are in each state */
  'GET /messages/counts': {
    takes: {
      from: string
      to: string
    }
    returns: {
      counts: ({
        state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
        channel: "email" | "sms" | "portal" | "call"
        count: number
      })[]
    }
  }
  /** One message */
  'GET /messages/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** What a client and the practice wrote to each other, for the client */
  'GET /my-messages': {
    takes: {}
    returns: {
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        zone: string
        locale: string
        country: string
        currency: string
      }
      clientName: string
      items: ({
        id: string
        isOurs: boolean
        at: string
        byName: string | null
        text: string
        files: {
          fileId: string
          name: string
          size: number
        }[]
      })[]
    }
  }
  /** A file of the thread, for its client */
  'GET /my-messages/files/{fileId}': {
    takes: {
      fileId: string
    }
    returns: null
  }
  /** Which messages a client gets, for the client */
  'GET /my-preferences': {
    takes: {}
    returns: {
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
      }
      channels: ("email" | "sms")[]
      preferred: "email" | "sms" | null
      choices: ({
        purpose: "reminder" | "recall" | "review" | "marketing"
        channel: "email" | "sms"
        allowed: boolean
      })[]
    }
  }
  /** The client’s own page: whether invoices are charged to their card by themselves */
  'GET /my/autopay': {
    takes: {}
    returns: {
      isOffered: boolean
      isOn: boolean
      since: string | null
      text: string
    }
  }
  /** The client’s own page: the cards they keep with the practice */
  'GET /my/payment-cards': {
    takes: {}
    returns: {
      practice: {
        name: string
      }
      items: {
        id: string
        brand: string
        last4: string
        expMonth: number
        expYear: number
        isExpired: boolean
        isDefault: boolean
        agreedAt: string
      }[]
    }
  }
  /** Whether the card provider’s page is open by now, and where */
  'GET /my/payment-cards/setups/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      url: string | null
      problem: string | null
    }
  }
  /** What was learned about absences, and how well it foretells visits it had not seen */
  'GET /no-show-model': {
    takes: {}
    returns: {
      settings: {
        usesAge: boolean
      }
      least: {
        visits: number
        absences: number
      }
      learned: {
        id: string
        learnedAt: string
        state: "learned" | "too_few"
        visits: number
        absences: number
        clients: number
        firstDay: string | null
        lastDay: string | null
        baseRate: number
        usesAge: boolean
        test: {
          fromDay: string
          learned: number
          judged: number
          model: {
            auc: number | null
            brier: number
            logLoss: number
          }
          leadAlone: {
            auc: number | null
            brier: number
            logLoss: number
          }
          constant: {
            auc: number | null
            brier: number
            logLoss: number
          }
          calibration: {
            from: number
            to: number
            visits: number
            foretold: number
            seen: number
          }[]
          calibrationError: number
        } | null
        effects: ({
          group: "lead" | "history" | "late_cancels" | "others_booked" | "weekday" | "hour" | "service" | "age" | "reminder"
          code: string
          values: Record<string, number>
          chance: number
        })[]
      } | null
    }
  }
  /** Visits ahead with the chance that their client stays away, the highest first */
  'GET /no-show-risks': {
    takes: {
      from?: string
      to: string
      practitionerId?: string
      level?: "high" | "raised"
    }
    returns: {
      items: ({
        appointmentId: string
        chance: number | null
        level: "low" | "raised" | "high" | "unknown"
        basis: "model" | "base_rate" | "nothing"
        modelId: string | null
        reasons: ({
          code: "lead" | "history" | "late_cancels" | "others_booked" | "weekday" | "hour" | "service" | "age" | "reminder" | "first_visit"
          direction: "up" | "down"
          weight: number
          values: Record<string, number>
        })[]
        startsAt: string
        zone: string
        state: string
        client: {
          id: string
          name: string
        }
        practitionerName: string | null
        serviceName: string
      })[]
      isCut: boolean
    }
  }
  /** The templates notes are written by */
  'GET /note-templates': {
    takes: {}
    returns: {
      items: ({
        id: string
        key: string
        version: number
        title: {
          en: string
          de: string
        }
        sections: ({
          key: string
          title: {
            en: string
            de: string
          }
          kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
          hint?: {
            en: string
            de: string
          }
          required: boolean
          options?: {
            code: string
            label: {
              en: string
              de: string
            }
          }[]
          min?: number
          max?: number
        })[]
      })[]
    }
  }
  /** One note, with what was added after signing */
  'GET /notes/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "draft" | "signed"
      clientId: string
      appointmentId: string | null
      authorName: string
      templateKey: string
      title: {
        en: string
        de: string
      }
      sections: ({
        key: string
        title: {
          en: string
          de: string
        }
        kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
        hint?: {
          en: string
          de: string
        }
        required: boolean
        options?: {
          code: string
          label: {
            en: string
            de: string
          }
        }[]
        min?: number
        max?: number
      })[]
      privacy: "team" | "author"
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      startedAt: string
      savedAt: string | null
      signedAt: string | null
      signedBy: string | null
      documentSha256: string | null
      rowVersion: number
      amendments: {
        id: string
        authorName: string
        reason: string
        body: string
        amendedAt: string
      }[]
      can: {
        edit: boolean
        sign: boolean
        amend: boolean
        discard: boolean
      }
    }
  }
  /** The time behind the link in the client’s mail */
  'GET /offer': {
    takes: {}
    returns: {
      state: "open" | "claimed" | "declined" | "lost" | "expired" | "withdrawn"
      expiresAt: string
      service: {
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      }
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      replaces: {
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      isWaiting: boolean
      bookableOnline: boolean
      alternatives: {
        startsAt: string
        endsAt: string
        practitionerId: string
        locationId: string
        practitionerName: string
        locationName: string
      }[]
    }
  }
  /** How the practice is booked online: rules, address, what clients read about the practitioners */
  'GET /online-booking': {
    takes: {}
    returns: {
      rules: {
        notice: {
          en: string | null
          de: string | null
        }
        clients: "everybody" | "known"
        languages: ("en" | "de")[]
        confirmByMail: "never" | "unknown" | "always"
        puzzle: "never" | "busy" | "always"
        timesPerDayPart: number | null
        requestHours: number
      }
      bookingUrl: string
      embedHosts: string[]
      profiles: ({
        practitionerId: string
        name: string
        title: string | null
        bookableOnline: boolean
        about: string | null
        languages: string[]
        photo: string | null
      })[]
    }
  }
  /** Where somebody may be booked beside a visit that will probably not take place, within the limits */
  'GET /overbooking': {
    takes: {
      days?: number
    }
    returns: {
      hindered: "no_model" | "weak_model" | null
      limits: {
        practitionerId: string
        mostPerDay: number
        bothPercent: number
      }[]
      days: {
        practitionerId: string
        day: string
        visits: number
        expected: number
        used: number
        left: number
        slots: {
          appointmentId: string
          startsAt: string
          endsAt: string
          zone: string
          clientName: string
          serviceName: string
          absent: number
          both: number
        }[]
      }[]
    }
  }
  /** The packages that this practice sells */
  'GET /package-types': {
    takes: {}
    returns: {
      items: ({
        name: string
        serviceIds: string[]
        unit: "visit" | "amount"
        units: number
        priceMinor: number
        validMonths: number | null
        forFamily: boolean
        onExpiry: "earn" | "keep"
        id: string
        archived: boolean
        rowVersion: number
      })[]
    }
  }
  /** A sold package with its visits */
  'GET /packages/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      name: string
      state: "not_billed" | "running" | "used_up" | "expired" | "refunded" | "void"
      unit: "visit" | "amount"
      units: number
      unitsLeft: number
      serviceIds: string[]
      serviceNames: string[]
      forFamily: boolean
      valueMinor: number
      valueLeftMinor: number
      currency: string
      soldOn: string | null
      expiresOn: string | null
      invoiceId: string | null
      invoiceNumber: number | null
      isUnpaid: boolean
      uses: ({
        id: string
        clientId: string
        clientName: string
        appointmentId: string | null
        description: string
        usedOn: string
        units: number
        valueMinor: number
        undoneAt: string | null
      })[]
    }
  }
  /** Who would get what: a service, a client, a day */
  'GET /packet-preview': {
    takes: {
      serviceId: string
      clientId: string
      startsAt?: string
    }
    returns: {
      items: ({
        kind: "form" | "consent"
        key: string
        title: string
        blocks: boolean
        state: "answered" | "open" | "missing" | "gone"
        answeredAt: string | null
        ruleId: string
      })[]
      rules: ({
        id: string
        title: string
        holds: boolean
        why: "service" | "audience" | "age" | "language" | null
      })[]
      mails: ({
        kind: "ask" | "chase"
        at: string
        titles: string[]
      })[]
    }
  }
  /** The visits of the next days with what is still missing */
  'GET /packet-preview/next-days': {
    takes: {
      days?: number
    }
    returns: {
      items: ({
        appointmentId: string
        clientId: string
        clientName: string
        serviceName: string
        startsAt: string
        zone: string
        isNewClient: boolean
        wanted: number
        missing: ({
          kind: "form" | "consent"
          key: string
          title: string
          blocks: boolean
          state: "answered" | "open" | "missing" | "gone"
          answeredAt: string | null
          ruleId: string
        })[]
      })[]
    }
  }
  /** What the rules as they are now would change for visits that are booked already */
  'GET /packet-preview/reach': {
    takes: {}
    returns: {
      items: ({
        appointmentId: string
        clientId: string
        clientName: string
        serviceName: string
        startsAt: string
        zone: string
        asks: ({
          title: string
          blocks: boolean
          mailAt: string | null
        })[]
        withdraws: string[]
      })[]
      more: boolean
    }
  }
  /** The rules by which forms and consents go out */
  'GET /packet-rules': {
    takes: {}
    returns: {
      items: ({
        id: string
        title: string
        serviceIds: string[]
        categories: string[]
        audience: "anyone" | "new" | "returning"
        minAge: number | null
        maxAge: number | null
        languages: string[]
        items: ({
          kind: "form" | "consent" | "service_forms"
          key: string
          blocks: boolean
        })[]
        validMonths: number | null
        askWhen: "booking" | "days_before" | "check_in"
        daysBefore: number | null
        chaseTimes: number
        chaseGapHours: number
        chaseLastHours: number
        readyKey: string | null
        isOn: boolean
        rowVersion: number
      })[]
    }
  }
  /** The invoice of a payment link: what is owed for what, and how it can be paid */
  'GET /pay': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        lines: string[]
      }
      locale: "en" | "de"
      invoice: {
        number: number
        state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
        billTo: {
          name: string
          lines: string[]
        } | null
        issuedOn: string
        dueOn: string
        currency: string
        netMinor: number
        taxMinor: number
        totalMinor: number
        openMinor: number
        note: string | null
        lines: ({
          description: string
          code: string | null
          servedOn: string
          practitionerName: string | null
          quantity: number
          unitPriceMinor: number
          taxBasisPoints: number
          totalMinor: number
        })[]
        payments: ({
          paymentId: string
          tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
          receivedOn: string
          appliedMinor: number
        })[]
      }
      planned: {
        amountMinor: number
        chargeOn: string
        card: string | null
        state: "planned" | "needs_payer"
      } | null
      plan: {
        id: string
        invoiceId: string
        invoiceNumber: number
        state: "proposed" | "running" | "missed" | "finished" | "ended"
        how: "autopay" | "link"
        totalMinor: number
        openMinor: number
        currency: string
        graceDays: number
        missedRule: "rest_due" | "task"
        text: string
        proposedAt: string
        proposedBy: string
        agreedAt: string | null
        agreedBy: string | null
        endReason: string | null
        rowVersion: number
        parts: ({
          position: number
          dueOn: string
          amountMinor: number
          paidMinor: number
          state: "paid" | "part_paid" | "due" | "coming" | "missed"
        })[]
      } | null
      canPayOnline: boolean
      canKeepCard: boolean
      checkout: {
        id: string
        state: "open" | "left" | "failed" | "paid"
        amountMinor: number
      } | null
    }
  }
  /** Whether the card provider’s page is open by now, and where */
  'GET /pay/checkouts/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      url: string | null
      problem: string | null
    }
  }
  /** The page of a deposit: for which visit, how much, until when */
  'GET /pay/deposit': {
    takes: {}
    returns: {
      practice: {
        name: string
      }
      locale: "en" | "de"
      state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
      amountMinor: number
      currency: string
      dueAt: string | null
      because: "rule" | "staff"
      keepHours: number
      visit: {
        serviceName: string
        startsAt: string
        zone: string
      }
      canPayOnline: boolean
      checkout: {
        state: "open" | "left" | "failed" | "paid"
      } | null
    }
  }
  /** Whether the card provider’s page for a deposit is open by now, and where */
  'GET /pay/deposit/checkouts/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      url: string | null
      problem: string | null
    }
  }
  /** The invoice of a payment link as PDF */
  'GET /pay/invoice': {
    takes: {}
    returns: null
  }
  /** The receipt for the latest payment of a payment link as PDF */
  'GET /pay/receipt': {
    takes: {}
    returns: null
  }
  /** The payers this practice knows */
  'GET /payers': {
    takes: {}
    returns: {
      items: ({
        id: string
        name: string
        code: string | null
        phone: string | null
        isDemo: boolean
        retiredAt: string | null
        policies: number
        rowVersion: number
      })[]
    }
  }
  /** List payments, the latest day first */
  'GET /payments': {
    takes: {
      clientId?: string
      tender?: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      unapplied?: string
      from?: string
      to?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        provider: string | null
        amountMinor: number
        unappliedMinor: number
        refundedMinor: number
        currency: string
        receivedOn: string
        reference: string | null
        locationId: string | null
        createdAt: string
        createdBy: string
        reversedAt: string | null
        reversedBy: string | null
        reverseReason: string | null
      })[]
      next: string | null
    }
  }
  /** A payment: where it stands, what was given back */
  'GET /payments/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      provider: string | null
      amountMinor: number
      unappliedMinor: number
      refundedMinor: number
      currency: string
      receivedOn: string
      reference: string | null
      locationId: string | null
      createdAt: string
      createdBy: string
      reversedAt: string | null
      reversedBy: string | null
      reverseReason: string | null
      appliedTo: {
        invoiceId: string
        number: number
        appliedMinor: number
      }[]
      refunds: ({
        id: string
        amountMinor: number
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        state: "done" | "sending" | "failed"
        reason: string
        refundedOn: string
        createdBy: string
      })[]
      disputes: ({
        id: string
        state: "open" | "won" | "lost"
        amountMinor: number
        reason: string
        evidenceDueAt: string | null
        openedAt: string
        closedAt: string | null
      })[]
      rowVersion: number
      can: {
        refund: boolean
        reverse: boolean
      }
    }
  }
  /** The receipt for a payment as PDF */
  'GET /payments/{id}/receipt': {
    takes: {
      id: string
    }
    returns: null
  }
  /** What card providers paid out, the latest first */
  'GET /payouts': {
    takes: {
      open?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        provider: string
        providerRef: string
        amountMinor: number
        feeMinor: number
        currency: string
        state: "pending" | "paid" | "failed"
        arrivesOn: string
        postedOn: string | null
        lines: number
        differences: number
        bankLineId: string | null
      })[]
      next: string | null
    }
  }
  /** What lies with each card provider by the books, and what should have been paid out by now */
  'GET /payouts/clearing': {
    takes: {}
    returns: {
      currency: string
      providers: ({
        provider: string
        balanceMinor: number
        latePayments: number
        lateMinor: number
        lastPayoutOn: string | null
      })[]
      lateAfterDays: number
    }
  }
  /** A payout: its payments, refunds, disputes and the provider’s price, and what does not fit */
  'GET /payouts/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      provider: string
      providerRef: string
      amountMinor: number
      feeMinor: number
      currency: string
      state: "pending" | "paid" | "failed"
      arrivesOn: string
      postedOn: string | null
      lines: number
      differences: number
      bankLineId: string | null
      fetchedAt: string
      items: ({
        id: string
        kind: "payment" | "refund" | "dispute" | "cost" | "other"
        description: string | null
        happenedOn: string
        grossMinor: number
        feeMinor: number
        netMinor: number
        paymentId: string | null
        clientName: string | null
        sourceRef: string | null
        bookedMinor: number | null
        difference: "unknown" | "amount" | "currency" | null
        resolvedAs: "payment" | "cost" | "accepted" | null
        resolvedNote: string | null
        resolvedBy: string | null
      })[]
    }
  }
  /** The plans of a client with their progress */
  'GET /plans': {
    takes: {
      clientId: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        service: {
          id: string
          name: string
        }
        episodeId: string | null
        createdAt: string
        createdBy: string
        conditions: Record<string, unknown>
        progress: {
          visits: number
          done: number
          missed: number
          booked: number
          left: number
        }
        visits: ({
          id: string
          state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
          client: {
            id: string
            name: string
            number: number
            bornOn: string | null
          } | null
          practitioner: {
            id: string
            name: string
            color: string | null
          } | null
          assistant: {
            id: string
            name: string
          } | null
          service: {
            id: string
            name: string
            color: string | null
          }
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
          equipment: {
            id: string
            name: string
          }[]
          startsAt: string
          endsAt: string
          zone: string
          hourKnown: boolean
          mode: "in_person" | "video" | "phone" | "home"
          source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
          priceMinor: number
          bufferBeforeMinutes: number
          bufferAfterMinutes: number
          heldUntil: string | null
          bookedAt: string | null
          confirmedAt: string | null
          arrivedAt: string | null
          inRoomAt: string | null
          doneAt: string | null
          noShowAt: string | null
          cancelledAt: string | null
          cancelledBy: "client" | "practice" | null
          cancelReason: string | null
          cancelledLate: boolean | null
          chosenBecause: Record<string, unknown> | null
          overlapReason: string | null
          notes: string | null
          episodeId: string | null
          leadId: string | null
          seriesId: string | null
          planId: string | null
          bundleId: string | null
          sessionId: string | null
          requestedAt: string | null
          createdBy: string
          createdAt: string
          rowVersion: number
          can: {
            move: boolean
            cancel: boolean
            approve: boolean
            confirm: boolean
            arrive: boolean
            undoArrival: boolean
            room: boolean
            complete: boolean
            noShow: boolean
            undoNoShow: boolean
            restore: boolean
            edit: boolean
          }
        })[]
        lastChange: {
          kind: "booked" | "changed" | "cancelled"
          at: string
          by: string
          visits: number
        } | null
      })[]
    }
  }
  /** Open a plan with its visits */
  'GET /plans/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      service: {
        id: string
        name: string
      }
      episodeId: string | null
      createdAt: string
      createdBy: string
      conditions: Record<string, unknown>
      progress: {
        visits: number
        done: number
        missed: number
        booked: number
        left: number
      }
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** A policy as a FHIR R4 Coverage */
  'GET /policies/{id}/coverage': {
    takes: {
      id: string
    }
    returns: Record<string, unknown>
  }
  /** Every version of a policy */
  'GET /policies/{id}/history': {
    takes: {
      id: string
    }
    returns: {
      items: {
        version: number
        facts: Record<string, unknown>
        changedAt: string
        changedBy: string
      }[]
    }
  }
  /** The facts of the practice */
  'GET /practice': {
    takes: {}
    returns: {
      id: string
      slug: string
      name: string
      pack: string
      locale: string
      currency: string
      country: string
      zone: string
      phone: string | null
      email: string | null
      website: string | null
      legalName: string | null
      taxNumber: string | null
      addressLines: string[]
      embedHosts: string[]
      secondFactorRequired: boolean
      rowVersion: number
    }
  }
  /** The days of a practitioner as they are: hours, what differs, time off, closed days */
  'GET /practitioners/{id}/days': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: {
      items: ({
        day: string
        hours: {
          locationId: string
          starts: string
          ends: string
          nextDay: boolean
        }[]
        exception: {
          effect: "replace" | "add"
          note: string | null
          hours: {
            locationId: string
            starts: string
            ends: string
            nextDay: boolean
          }[]
        } | null
        timeOff: ({
          id: string
          kind: "leave" | "sick" | "meeting" | "blocked"
          state: string
          note: string | null
        })[]
        closures: ({
          name: string
          locationId: string | null
        })[]
      })[]
    }
  }
  /** When a practitioner works: weekly hours, days that differ, time off ahead */
  'GET /practitioners/{id}/hours': {
    takes: {
      id: string
    }
    returns: {
      hours: ({
        locationId: string
        weekday: number
        starts: string
        ends: string
        nextDay: boolean
        cycleLength: number
        cycleWeek: number
        cycleAnchor: string | null
        validFrom: string
        validTo: string | null
      })[]
      exceptions: ({
        day: string
        effect: "replace" | "add"
        note: string | null
        hours: {
          locationId: string
          starts: string
          ends: string
          nextDay: boolean
        }[]
      })[]
      timeOff: ({
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
      })[]
    }
  }
  /** The most visits, or minutes of visits, of any service that a practitioner takes in a day or week */
  'GET /practitioners/{id}/limits': {
    takes: {
      id: string
    }
    returns: {
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
    }
  }
  /** The hours of a practitioner that are kept for certain services or clients */
  'GET /practitioners/{id}/reserved-hours': {
    takes: {
      id: string
    }
    returns: {
      reserved: ({
        weekday: number
        starts: string
        ends: string
        locationId: string | null
        validFrom: string
        validTo: string | null
        serviceIds: string[]
        clients: "new" | "existing" | null
        releaseMinutes: number | null
      })[]
    }
  }
  /** Products with their stock; a word is looked for in name, SKU and barcode */
  'GET /products': {
    takes: {
      q?: string
      low?: string
    }
    returns: {
      items: ({
        name: string
        sku: string
        barcode: string | null
        priceMinor: number
        taxBasisPoints: number
        keepsStock: boolean
        mayGoNegative: boolean
        lowAt: number
        id: string
        archived: boolean
        rowVersion: number
        stock: {
          locationId: string
          locationName: string
          onHand: number
          isLow: boolean
        }[]
      })[]
    }
  }
  /** The latest comings and goings of a product */
  'GET /products/{id}/movements': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        locationId: string
        locationName: string
        quantity: number
        kind: "received" | "sold" | "returned" | "counted" | "lost" | "used" | "moved"
        reason: string | null
        at: string
        byName: string
      })[]
    }
  }
  /** What everybody may know of a practice: name, contact, words of the profession */
  'GET /public/{practice}': {
    takes: {
      practice: string
    }
    returns: {
      slug: string
      name: string
      locale: string
      country: string
      zone: string
      currency: string
      phone: string | null
      email: string | null
      website: string | null
      addressLines: string[]
      words: Record<string, string>
    }
  }
  /** Free times that can be booked online, each start once; of several services back to back, too */
  'GET /public/{practice}/availability': {
    takes: {
      practice: string
      serviceId: string
      practitionerId?: string
      locationId?: string
      from?: string
      days?: number
      mode?: "in_person" | "video" | "phone" | "home"
      durationMinutes?: number
      also?: string
      link?: string | null
      limit?: number
    }
    returns: {
      items: {
        startsAt: string
        endsAt: string
        zone: string
        locationId: string
        practitionerId: string
      }[]
    }
  }
  /** What can be booked online: practice, locations, practitioners, services */
  'GET /public/{practice}/booking': {
    takes: {
      practice: string
      link?: string
    }
    returns: {
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        website: string | null
        addressLines: string[]
        pack: string
        locale: string
        languages: string[]
        currency: string
        country: string
        zone: string
      }
      locations: ({
        id: string
        name: string
        zone: string
        addressLines: string[]
        phone: string | null
      })[]
      practitioners: ({
        id: string
        name: string
        title: string | null
        about: string | null
        languages: string[]
        photo: string | null
        away: {
          from: string
          until: string
          substituteId: string | null
          note: string | null
        } | null
      })[]
      rules: {
        notice: string | null
        clients: "everybody" | "known"
        confirmByMail: "never" | "unknown" | "always"
      }
      services: ({
        id: string
        name: string
        description: string | null
        category: string | null
        color: string | null
        durationMinutes: number
        lengths: {
          minutes: number
          priceMinor: number
        }[]
        inGroups: boolean
        priceMinor: number
        modes: ("in_person" | "video" | "phone" | "home")[]
        clientsOnly: "new" | "existing" | null
        requiresApproval: boolean
        seriesMax: number | null
        byLink: boolean
        practitionerIds: string[]
        locationIds: string[]
      })[]
    }
  }
  /** The picture of a practitioner who can be booked online */
  'GET /public/{practice}/practitioners/{id}/photo': {
    takes: {
      practice: string
      id: string
      v?: string
    }
    returns: null
  }
  /** The puzzle that has to be solved before a time is kept, if one is asked at present */
  'GET /public/{practice}/puzzle': {
    takes: {
      practice: string
    }
    returns: {
      challenge: string | null
      bits: number
      expiresAt: string | null
    }
  }
  /** The test gateway’s page: what is to be paid */
  'GET /public/{practice}/test-gateway/{session}': {
    takes: {
      practice: string
      session: string
    }
    returns: {
      practiceName: string
      description: string
      amountMinor: number
      currency: string
      state: "open" | "paid" | "left"
    }
  }
  /** The forms that come with the professions, each with what would be new to the practice */
  'GET /ready-forms': {
    takes: {}
    returns: {
      items: ({
        key: string
        pack: string
        isOwnPack: boolean
        title: string
        questions: number
        state: "new" | "same" | "differs"
        newQuestions: string[]
      })[]
    }
  }
  /** How recalls go out by themselves */
  'GET /recall-settings': {
    takes: {}
    returns: {
      automatic: boolean
      dailyLimit: number
      overdueDays: number
    }
  }
  /** The kinds of recall */
  'GET /recall-types': {
    takes: {}
    returns: {
      items: ({
        id: string
        name: string
        months: number
        days: number
        exclusiveGroup: string | null
        fromAge: number | null
        untilAge: number | null
        triggerServiceIds: string[]
        bookServiceId: string | null
        firstReminderDays: number
        againAfterDays: number[]
        rowVersion: number
      })[]
    }
  }
  /** Who is to come again: by the due day, each with where they stand */
  'GET /recalls': {
    takes: {
      limit?: number
      cursor?: string
      standing?: "on_list" | "at_rest" | "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      typeId?: string
      clientId?: string
      practitionerId?: string
      dueFrom?: string
      dueTo?: string
    }
    returns: {
      items: ({
        id: string
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        }
        typeId: string
        typeName: string
        previousOn: string | null
        dueOn: string
        calculatedDueOn: string | null
        months: number | null
        days: number | null
        note: string
        isUrgent: boolean
        disabledAt: string | null
        disabledUntil: string | null
        disabledUntilBalanceMinor: number | null
        familyBalanceMinor: number | null
        remindersSent: number
        remindersPlanned: number
        remindedAt: string | null
        nextReminderOn: string | null
        scheduledAt: string | null
        scheduledId: string | null
        bookServiceId: string | null
        standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
        rowVersion: number
        can: {
          edit: boolean
          remind: boolean
        }
      })[]
      next: string | null
    }
  }
  /** How many recalls stand where; overdue: due and without a visit, of all that are due */
  'GET /recalls/counts': {
    takes: {}
    returns: {
      counts: Record<string, number>
      due: number
      overdue: number
    }
  }
  /** One recall */
  'GET /recalls/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      }
      typeId: string
      typeName: string
      previousOn: string | null
      dueOn: string
      calculatedDueOn: string | null
      months: number | null
      days: number | null
      note: string
      isUrgent: boolean
      disabledAt: string | null
      disabledUntil: string | null
      disabledUntilBalanceMinor: number | null
      familyBalanceMinor: number | null
      remindersSent: number
      remindersPlanned: number
      remindedAt: string | null
      nextReminderOn: string | null
      scheduledAt: string | null
      scheduledId: string | null
      bookServiceId: string | null
      standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      rowVersion: number
      can: {
        edit: boolean
        remind: boolean
      }
    }
  }
  /** When this client was reminded of this, and how */
  'GET /recalls/{id}/contacts': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        nth: number
        how: "message" | "call"
        dueOn: string
        note: string
        byName: string
        at: string
        messageState: string | null
      })[]
    }
  }
  /** What is charged again and again, with the periods to come */
  'GET /recurring-charges': {
    takes: {
      clientId?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        description: string
        serviceId: string | null
        quantity: number
        unitPriceMinor: number | null
        every: number
        unit: "week" | "month" | "year"
        startsOn: string
        endsOn: string | null
        mode: "draft" | "send"
        state: "active" | "paused" | "over" | "ended"
        next: string[]
        billed: number
        lastBilledOn: string | null
        createdBy: string
        pausedAt: string | null
        rowVersion: number
      })[]
    }
  }
  /** The first periods of a rhythm, before anything is saved */
  'GET /recurring-charges/preview': {
    takes: {
      every: number
      unit: "week" | "month" | "year"
      startsOn: string
      endsOn?: string
    }
    returns: {
      days: string[]
    }
  }
  /** How reminders follow the person and the risk of absence */
  'GET /reminder-timing': {
    takes: {}
    returns: {
      byPattern: boolean
      exceptServiceIds: string[]
      extraHours: number | null
      callHours: number | null
    }
  }
  /** The new time that the practice offers, behind the link in the client’s mail */
  'GET /replan': {
    takes: {}
    returns: {
      state: "open" | "accepted" | "call" | "over"
      outcome: "accepted" | "taken" | "to_do" | "changed" | null
      practice: {
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      service: string
      old: {
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      }
      proposal: {
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      } | null
      isSecond: boolean
      answerBy: string | null
    }
  }
  /** Other free times for the visit, earliest first */
  'GET /replan/times': {
    takes: {}
    returns: {
      items: ({
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      })[]
    }
  }
  /** List replannings, the latest first */
  'GET /replannings': {
    takes: {
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        kind: "lost" | "gaps" | "level"
        what: {
          id: string
          name: string
          type: "practitioner" | "room" | "unit" | "location"
        }
        from: string
        to: string
        zone: string
        reason: string | null
        state: "draft" | "carrying_out" | "open" | "done" | "undone"
        createdBy: string
        createdAt: string
        approvedBy: string | null
        approvedAt: string | null
        undoneBy: string | null
        undoneAt: string | null
        answerHours: number
        counts: Record<string, number>
      })[]
      next: string | null
    }
  }
  /** Open a replanning with all its visits */
  'GET /replannings/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Every time this visit could have, with what it costs the client */
  'GET /replannings/{id}/rows/{rowId}/times': {
    takes: {
      id: string
      rowId: string
    }
    returns: {
      items: ({
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        locationId: string
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
      })[]
    }
  }
  /** The permission matrix: which role may do what */
  'GET /roles': {
    takes: {}
    returns: {
      roles: ({
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
        permissions: string[]
      })[]
      permissions: ({
        word: string
        roles: ("owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only")[]
      })[]
    }
  }
  /** Find people from anywhere: clients and enquiries by any part of what is known */
  'GET /search': {
    takes: {
      q: string
    }
    returns: {
      results: ({
        kind: "client" | "lead"
        id: string
        title: string
        about: string | null
        path: string
      })[]
    }
  }
  /** How many clients fit these conditions, some of them, and how many would hear of it */
  'GET /segments/preview': {
    takes: {
      conditions: string
      purpose?: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      show?: number
    }
    returns: {
      count: number
      some: {
        id: string
        name: string
      }[]
      reach: {
        willHear: number
        noConsent: number
        noAddress: number
      } | null
    }
  }
  /** Open a series with its visits */
  'GET /series/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      rule: string
      startsOn: string
      startsTime: string
      zone: string
      createdAt: string
      createdBy: string
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      ahead: number
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** How services are coded on superbills */
  'GET /service-codings': {
    takes: {}
    returns: {
      items: ({
        code: string | null
        modifiers: string[]
        placeOfService: string | null
        minutesPerUnit: number | null
        serviceId: string
        serviceName: string
        billingCode: string | null
      })[]
    }
  }
  /** List the services */
  'GET /services': {
    takes: {
      archived?: string
    }
    returns: {
      items: ({
        id: string
        name: string
        translations: Record<string, {
          name?: string
          description?: string
        }>
        description: string | null
        category: string | null
        color: string | null
        durationMinutes: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        homeTravelMinutes: number
        priceMinor: number
        taxBasisPoints: number
        billingCode: string | null
        modes: ("in_person" | "video" | "phone" | "home")[]
        minNoticeMinutes: number
        horizonDays: number
        cancelCutoffMinutes: number
        rescheduleCutoffMinutes: number
        slotIntervalMinutes: number
        bookableOnline: boolean
        linkOnly: boolean
        linkKey: string | null
        seriesOnlineMax: number | null
        clientsOnly: "new" | "existing" | null
        needsRoom: boolean
        formKeys: string[]
        noteTemplateKey: string | null
        instructions: string | null
        reminderMinutes: number[]
        position: number
        requiresApproval: boolean
        slotOffsetMinutes: number
        capacity: number
        maxPerDay: number | null
        maxPerWeek: number | null
        maxMinutesPerDay: number | null
        maxMinutesPerWeek: number | null
        durationVariants: {
          minutes: number
          priceMinor: number
        }[]
        depositMinor: number | null
        depositPercent: number | null
        continuity: "usual_or_last" | "usual" | "none"
        checklist: string[]
        scheduledOnly: boolean
        archivedAt: string | null
        rowVersion: number
        practitioners: ({
          id: string
          durationMinutes?: number | null
          priceMinor?: number | null
          bufferBeforeMinutes?: number | null
          bufferAfterMinutes?: number | null
          minNoticeMinutes?: number | null
          horizonDays?: number | null
          slotIntervalMinutes?: number | null
          capacity?: number | null
          weight?: number
          priority?: number
          name: string
        })[]
        locationIds: string[]
        roomIds: string[]
        equipmentPoolIds: string[]
        assistantIds: string[]
        can: {
          edit: boolean
        }
      })[]
    }
  }
  /** Open a service */
  'GET /services/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      translations: Record<string, {
        name?: string
        description?: string
      }>
      description: string | null
      category: string | null
      color: string | null
      durationMinutes: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      homeTravelMinutes: number
      priceMinor: number
      taxBasisPoints: number
      billingCode: string | null
      modes: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes: number
      horizonDays: number
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      slotIntervalMinutes: number
      bookableOnline: boolean
      linkOnly: boolean
      linkKey: string | null
      seriesOnlineMax: number | null
      clientsOnly: "new" | "existing" | null
      needsRoom: boolean
      formKeys: string[]
      noteTemplateKey: string | null
      instructions: string | null
      reminderMinutes: number[]
      position: number
      requiresApproval: boolean
      slotOffsetMinutes: number
      capacity: number
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
      durationVariants: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor: number | null
      depositPercent: number | null
      continuity: "usual_or_last" | "usual" | "none"
      checklist: string[]
      scheduledOnly: boolean
      archivedAt: string | null
      rowVersion: number
      practitioners: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
        name: string
      })[]
      locationIds: string[]
      roomIds: string[]
      equipmentPoolIds: string[]
      assistantIds: string[]
      can: {
        edit: boolean
      }
    }
  }
  /** List the sessions of groups that begin in a span, with their seats */
  'GET /sessions': {
    takes: {
      from: string
      to: string
      practitionerId?: string
      locationId?: string
      serviceId?: string
      cancelled?: string
    }
    returns: {
      items: ({
        id: string
        name: string
        title: string | null
        service: {
          id: string
          name: string
          color: string | null
        }
        practitioner: {
          id: string
          name: string
          color: string | null
        }
        assistant: {
          id: string
          name: string
        } | null
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        classId: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        capacity: number
        taken: number
        seatsLeft: number
        waiting: number
        onDemand: boolean
        autoPromote: boolean
        notes: string | null
        cancelledAt: string | null
        cancelReason: string | null
        rowVersion: number
        can: {
          edit: boolean
          move: boolean
          cancel: boolean
          book: boolean
        }
      })[]
    }
  }
  /** Open a session: who has a seat, and who waits for one */
  'GET /sessions/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
      attendees: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      waitlist: ({
        id: string
        clientId: string
        clientName: string
        clientNumber: number
        notes: string | null
        addedAt: string
      })[]
    }
  }
  /** The sealed PDF of a signature: what was signed, by whom, and the evidence */
  'GET /signatures/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** Recompute the hashes of a signature: is every byte as it was signed? */
  'GET /signatures/{id}/proof': {
    takes: {
      id: string
    }
    returns: {
      id: string
      signedAt: string
      textVersion: string | null
      documentSha256: string
      fileSha256: string | null
      document: "unchanged" | "changed"
      evidence: "unchanged" | "changed" | "none"
      file: "unchanged" | "changed" | "missing" | "not_made"
      isWhole: boolean
    }
  }
  /** Everybody who works here */
  'GET /staff': {
    takes: {
      show?: "current" | "all"
    }
    returns: {
      items: ({
        id: string
        name: string
        email: string | null
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
        denies: string[]
        ownClientsOnly: boolean
        isPractitioner: boolean
        title: string | null
        color: string | null
        providerNumber: string | null
        bookableOnline: boolean
        signsIn: boolean
        createdAt: string
        disabledAt: string | null
        rowVersion: number
      })[]
    }
  }
  /** A person who works here */
  'GET /staff/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies: string[]
      ownClientsOnly: boolean
      isPractitioner: boolean
      title: string | null
      color: string | null
      providerNumber: string | null
      bookableOnline: boolean
      signsIn: boolean
      createdAt: string
      disabledAt: string | null
      rowVersion: number
    }
  }
  /** Where a person is signed in */
  'GET /staff/{id}/sessions': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        sessionId: string
        createdAt: string
        lastUsedAt: string
        address: string | null
        userAgent: string | null
      })[]
    }
  }
  /** A superbill as PDF */
  'GET /superbills/{id}/pdf': {
    takes: {
      id: string
    }
    returns: null
  }
  /** How many tasks wait for me today: my own and those of my queues */
  'GET /task-count': {
    takes: {}
    returns: {
      count: number
      late: number
      queues: ("front_desk" | "billing" | "clinical" | "managers")[]
    }
  }
  /** List tasks: mine, those of my queues, all open ones, or what is done */
  'GET /tasks': {
    takes: {
      view?: "mine" | "queues" | "all" | "done"
      queue?: "front_desk" | "billing" | "clinical" | "managers"
      clientId?: string
      appointmentId?: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        title: string
        notes: string | null
        ownerId: string | null
        ownerName: string | null
        queue: "front_desk" | "billing" | "clinical" | "managers" | null
        priority: "low" | "normal" | "high" | "urgent"
        dueOn: string | null
        dueDaysAfterVisit: number | null
        clientId: string | null
        clientName: string | null
        subjectType: string | null
        subjectId: string | null
        appointmentId: string | null
        appointmentStartsAt: string | null
        checklist: ({
          text: string
          doneBy: string | null
          doneAt: string | null
        })[]
        comments: number
        createdAt: string
        createdBy: string
        ruleId: string | null
        ruleName: string | null
        doneAt: string | null
        doneBy: string | null
        rowVersion: number
      })[]
      next: string | null
    }
  }
  /** Open a task with what was said about it */
  'GET /tasks/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      title: string
      notes: string | null
      ownerId: string | null
      ownerName: string | null
      queue: "front_desk" | "billing" | "clinical" | "managers" | null
      priority: "low" | "normal" | "high" | "urgent"
      dueOn: string | null
      dueDaysAfterVisit: number | null
      clientId: string | null
      clientName: string | null
      subjectType: string | null
      subjectId: string | null
      appointmentId: string | null
      appointmentStartsAt: string | null
      checklist: ({
        text: string
        doneBy: string | null
        doneAt: string | null
      })[]
      comments: number
      createdAt: string
      createdBy: string
      ruleId: string | null
      ruleName: string | null
      doneAt: string | null
      doneBy: string | null
      rowVersion: number
      said: {
        id: string
        text: string
        by: string
        at: string
      }[]
    }
  }
  /** What a cart costs now, with its taxes */
  'GET /till/quote': {
    takes: {
      clientId?: string
      locationId: string
      lines: string
    }
    returns: {
      currency: string
      netMinor: number
      taxMinor: number
      totalMinor: number
      lines: ({
        id: string | null
        name: string
        unitPriceMinor: number
        totalMinor: number
        changed: boolean
      })[]
    }
  }
  /** Today’s sales at the till, the latest first */
  'GET /till/sales': {
    takes: {
      locationId?: string
    }
    returns: {
      items: {
        invoiceId: string
        number: number
        clientId: string
        clientName: string
        totalMinor: number
        currency: string
        soldAt: string
        soldBy: string
        isVoid: boolean
      }[]
    }
  }
  /** The receipt of a sale as PDF, on a roll of 80 mm; on A4 or Letter it is the invoice */
  'GET /till/sales/{invoiceId}/receipt': {
    takes: {
      invoiceId: string
    }
    returns: null
  }
  /** Time that was worked, the latest first; without time.manage only one’s own */
  'GET /time-entries': {
    takes: {
      staffId?: string
      clientId?: string
      from?: string
      to?: string
      state?: "to_bill" | "billed" | "not_billable"
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        staffId: string
        staffName: string
        clientId: string
        clientName: string
        episodeId: string | null
        episodeTitle: string | null
        workedOn: string
        minutes: number
        billedMinutes: number
        narrative: string
        isBillable: boolean
        state: "to_bill" | "billed" | "not_billable"
        rateMinor: number | null
        rateByHand: boolean
        amountMinor: number | null
        writtenDownMinor: number
        writeDownReason: string | null
        invoiceId: string | null
        rowVersion: number
      })[]
      next: string | null
    }
  }
  /** Leave, meetings and blocked time */
  'GET /time-off': {
    takes: {
      from: string
      to: string
      practitionerId?: string
    }
    returns: {
      items: ({
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
      })[]
    }
  }
  /** Leave that waits for a decision, with the number of visits booked in it */
  'GET /time-off/requests': {
    takes: {}
    returns: {
      items: ({
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
        practitionerName: string
        visits: number
        can: {
          decide: boolean
        }
      })[]
    }
  }
  /** How the practice treats leave that is asked for */
  'GET /time-off/rules': {
    takes: {}
    returns: {
      requestsBlockOnline: boolean
    }
  }
  /** The visits ahead that a time off concerns: what a replanning would look at */
  'GET /time-off/{id}/affected': {
    takes: {
      id: string
    }
    returns: {
      practitionerId: string
      from: string
      to: string
      kind: string
      visits: {
        appointmentId: string
        clientName: string
        startsAt: string
        zone: string
      }[]
    }
  }
  /** What hours cost: by role, person, client and matter */
  'GET /time-rates': {
    takes: {}
    returns: {
      items: ({
        staffId: string | null
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only" | null
        clientId: string | null
        episodeId: string | null
        rateMinor: number
        validFrom: string
        validUntil: string | null
        id: string
        staffName: string | null
        clientName: string | null
        episodeTitle: string | null
        createdBy: string
      })[]
    }
  }
  /** How time is rounded before it is billed */
  'GET /time-rule': {
    takes: {}
    returns: {
      roundToMinutes: 1 | 5 | 6 | 10 | 15 | 30
      roundHow: "up" | "nearest"
      rowVersion: number
    }
  }
  /** One’s own clock */
  'GET /timer': {
    takes: {}
    returns: {
      timer: {
        clientId: string | null
        clientName: string | null
        episodeId: string | null
        narrative: string
        seconds: number
        asOf: string
        isRunning: boolean
        startedAt: string
      } | null
    }
  }
  /** Minutes on the way between locations; without one for the way back it takes as long */
  'GET /travel-times': {
    takes: {}
    returns: {
      items: {
        fromLocationId: string
        toLocationId: string
        minutes: number
      }[]
    }
  }
  /** The visit behind the link in the client’s mail */
  'GET /visit': {
    takes: {}
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      service: {
        id: string
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      } | null
      parts: ({
        serviceId: string
        name: string
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        startsAt: string
        endsAt: string
        priceMinor: number
      })[]
      series: {
        startsAt: string
        endsAt: string
      }[]
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelUntil: string
      moveUntil: string
      answerBy: string | null
      cancelledLate: boolean | null
      can: {
        confirm: boolean
        cancel: boolean
        move: boolean
      }
    }
  }
  /** Other times to which the visit could be moved, with the same practitioner */
  'GET /visit/availability': {
    takes: {
      from?: string
      days?: number
    }
    returns: {
      items: {
        startsAt: string
        endsAt: string
        zone: string
        locationId: string
        practitionerId: string
      }[]
    }
  }
  /** The visit as a calendar file (iCalendar), the same event as in the mails */
  'GET /visit/calendar': {
    takes: {}
    returns: null
  }
  /** How it stands with the check-in of the visit behind a link */
  'GET /visit/check-in': {
    takes: {}
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        country: string
        zone: string
      }
      firstName: string
      state: "too_early" | "open" | "waiting" | "ready" | "in_room" | "over" | "elsewhere"
      opensAt: string
      arrivedAt: string | null
      startsAt: string
      endsAt: string
      zone: string
      serviceName: string
      practitionerName: string | null
      locationName: string
      roomName: string | null
      instructions: string | null
      code: string
      details: {
        email: string | null
        phone: string | null
        address: string | null
        confirmedAt: string | null
      }
      idleSeconds: number
    }
  }
  /** Who waits and since when, who is in a room, who is expected, and what they still owe */
  'GET /waiting-room': {
    takes: {
      locationId?: string
      practitionerId?: string
    }
    returns: {
      items: ({
        id: string
        clientId: string
        clientName: string
        serviceName: string
        practitionerId: string | null
        practitionerName: string | null
        locationId: string
        roomName: string | null
        zone: string
        state: "booked" | "confirmed" | "arrived" | "in_room"
        startsAt: string
        arrivedAt: string | null
        inRoomAt: string | null
        readyAt: string | null
        way: "phone" | "kiosk" | "desk" | null
        detailsConfirmedAt: string | null
        overrideReason: string | null
        waitingMinutes: number | null
        isLongWait: boolean
        isLate: boolean
        missing: ({
          kind: "form" | "consent"
          title: string
          blocks: boolean
        })[]
        can: {
          ready: boolean
          arrive: boolean
        }
      })[]
      settings: {
        minutesBefore: number
        lateMinutes: number
        longWaitMinutes: number
        idleSeconds: number
      }
    }
  }
  /** Who waits now: a practitioner’s own clients, for everybody else those of the practice */
  'GET /waiting-room/arrivals': {
    takes: {}
    returns: {
      count: number
      items: {
        id: string
        clientName: string
        serviceName: string
        startsAt: string
        zone: string
        arrivedAt: string
        isMine: boolean
      }[]
    }
  }
  /** The waitlist: the urgent first, then whoever has waited longest */
  'GET /waitlist': {
    takes: {
      limit?: number
      cursor?: string
      state?: "open" | "waiting" | "offered" | "booked" | "withdrawn" | "expired" | "all"
      clientId?: string
      serviceId?: string
      practitionerId?: string
      locationId?: string
      urgency?: "routine" | "soon" | "urgent"
      replacesId?: string
    }
    returns: {
      items: ({
        id: string
        client: {
          id: string
          name: string
          number: number
        }
        service: {
          id: string
          name: string
          color: string | null
          durationMinutes: number
        }
        practitioners: {
          id: string
          name: string
        }[]
        locations: {
          id: string
          name: string
        }[]
        mode: "in_person" | "video" | "phone" | "home"
        durationMinutes: number | null
        wantedTimes: {
          weekday: number
          from: string
          to: string
        }[]
        fromDay: string | null
        toDay: string | null
        urgency: "routine" | "soon" | "urgent"
        note: string | null
        replaces: {
          id: string
          startsAt: string
          zone: string
          practitionerName: string | null
        } | null
        minNoticeMinutes: number
        expiresOn: string | null
        state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
        waitingSince: string
        openOffers: number
        offersSoFar: number
        reachableBy: "email" | "call" | "nothing"
        endedAt: string | null
        endedBecause: string | null
        appointmentId: string | null
        createdBy: string
        rowVersion: number
        can: {
          edit: boolean
          withdraw: boolean
          putBack: boolean
        }
      })[]
      next: string | null
    }
  }
  /** Open a wish of the waitlist */
  'GET /waitlist/entries/{id}': {
    takes: {
      id: string
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
      }
      service: {
        id: string
        name: string
        color: string | null
        durationMinutes: number
      }
      practitioners: {
        id: string
        name: string
      }[]
      locations: {
        id: string
        name: string
      }[]
      mode: "in_person" | "video" | "phone" | "home"
      durationMinutes: number | null
      wantedTimes: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay: string | null
      toDay: string | null
      urgency: "routine" | "soon" | "urgent"
      note: string | null
      replaces: {
        id: string
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      minNoticeMinutes: number
      expiresOn: string | null
      state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
      waitingSince: string
      openOffers: number
      offersSoFar: number
      reachableBy: "email" | "call" | "nothing"
      endedAt: string | null
      endedBecause: string | null
      appointmentId: string | null
      createdBy: string
      rowVersion: number
      can: {
        edit: boolean
        withdraw: boolean
        putBack: boolean
      }
    }
  }
  /** For each who waits: how many free times of the next two weeks fit already, on how many days, and the first of each day */
  'GET /waitlist/free-times': {
    takes: {
      entryId?: string
      clientId?: string
      first?: number
    }
    returns: {
      items: {
        entryId: string
        count: number
        days: number
        first: {
          startsAt: string
          endsAt: string
          zone: string
          practitionerId: string
          practitionerName: string
          locationId: string
        }[]
      }[]
    }
  }
  /** Who on the waitlist fits a free time of a practitioner, the best first, and why */
  'GET /waitlist/matches': {
    takes: {
      practitionerId: string
      locationId: string
      startsAt: string
      endsAt: string
    }
    returns: {
      items: ({
        entry: {
          id: string
          client: {
            id: string
            name: string
            number: number
          }
          service: {
            id: string
            name: string
            color: string | null
            durationMinutes: number
          }
          practitioners: {
            id: string
            name: string
          }[]
          locations: {
            id: string
            name: string
          }[]
          mode: "in_person" | "video" | "phone" | "home"
          durationMinutes: number | null
          wantedTimes: {
            weekday: number
            from: string
            to: string
          }[]
          fromDay: string | null
          toDay: string | null
          urgency: "routine" | "soon" | "urgent"
          note: string | null
          replaces: {
            id: string
            startsAt: string
            zone: string
            practitionerName: string | null
          } | null
          minNoticeMinutes: number
          expiresOn: string | null
          state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
          waitingSince: string
          openOffers: number
          offersSoFar: number
          reachableBy: "email" | "call" | "nothing"
          endedAt: string | null
          endedBecause: string | null
          appointmentId: string | null
          createdBy: string
          rowVersion: number
          can: {
            edit: boolean
            withdraw: boolean
            putBack: boolean
          }
        }
        startsAt: string
        minutes: number
        otherStarts: number
        score: {
          total: number
          parts: ({
            key: "urgency" | "waiting" | "fit" | "chance"
            value: number
            weight: number
            points: number
          })[]
          facts: {
            urgency: "routine" | "soon" | "urgent"
            waitingDays: number
            usedPercent: number
            practitioner: "wished" | "usual" | "any"
            offersBefore: number
            acceptedBefore: number
          }
        }
        asked: "open" | "claimed" | "declined" | "lost" | "expired" | "withdrawn" | null
      })[]
    }
  }
  /** Freed times: how many were filled, how fast, and the money that saved, by week or service */
  'GET /waitlist/report': {
    takes: {
      from?: string
      to?: string
      by?: "week" | "service"
    }
    returns: {
      from: string
      to: string
      currency: string
      total: {
        freed: number
        offered: number
        filled: number
        filledByWaitlist: number
        fillPercent: number | null
        medianMinutes: number | null
        savedMinor: number
        offers: number
      }
      items: ({
        freed: number
        offered: number
        filled: number
        filledByWaitlist: number
        fillPercent: number | null
        medianMinutes: number | null
        savedMinor: number
        offers: number
        key: string
        name: string | null
        id: string | null
      })[]
    }
  }
  /** How freed times are offered */
  'GET /waitlist/settings': {
    takes: {}
    returns: {
      automatic: boolean
      groupSize: number
      minutesApart: number
      waitMinutes: number
      writeFrom: string
      writeTo: string
      stopHours: number
      validMinutes: number
      perDay: number
      hold: boolean
      weights: {
        urgency: number
        waiting: number
        fit: number
        chance: number
      }
    }
  }
  /** Freed times with their offers: in flight, or all of the last days */
  'GET /waitlist/slots': {
    takes: {
      show?: "open" | "recent"
      limit?: number
    }
    returns: {
      items: ({
        id: string
        practitioner: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        service: {
          id: string
          name: string
        } | null
        startsAt: string
        endsAt: string
        zone: string
        cause: "cancelled" | "moved" | "hours" | "by_hand"
        depth: number
        freedAt: string
        rounds: number
        nextAt: string | null
        closedBecause: "filled" | "taken" | "nobody" | "too_late" | "restored" | "stopped" | "not_automatic" | null
        filledAt: string | null
        filledHow: "waitlist" | "moved_up" | "other" | null
        isKept: boolean
        offers: ({
          id: string
          entryId: string
          client: {
            id: string
            name: string
          }
          state: "open" | "claimed" | "declined" | "lost" | "expired" | "withdrawn"
          startsAt: string
          endsAt: string
          round: number
          score: {
            total: number
            parts: ({
              key: "urgency" | "waiting" | "fit" | "chance"
              value: number
              weight: number
              points: number
            })[]
            facts: {
              urgency: "routine" | "soon" | "urgent"
              waitingDays: number
              usedPercent: number
              practitioner: "wished" | "usual" | "any"
              offersBefore: number
              acceptedBefore: number
            }
          }
          offeredAt: string
          offeredBy: string
          expiresAt: string
          answeredAt: string | null
        })[]
      })[]
    }
  }
  /** Other programs that automations can tell */
  'GET /webhooks': {
    takes: {}
    returns: {
      items: {
        id: string
        name: string
        url: string
        createdAt: string
        createdBy: string
        sent: number
        failed: number
      }[]
    }
  }
  /** What a program was told, and how it answered, the latest first */
  'GET /webhooks/{id}/deliveries': {
    takes: {
      id: string
      limit?: number
      cursor?: string
    }
    returns: {
      items: ({
        id: string
        eventName: string
        state: "planned" | "sent" | "failed"
        tries: number
        answer: string | null
        createdAt: string
        triedAt: string | null
      })[]
      next: string | null
    }
  }
  /** Write-offs that wait for another person, or all that were asked for */
  'GET /write-off-requests': {
    takes: {
      invoiceId?: string
      waiting?: string
    }
    returns: {
      items: ({
        id: string
        invoiceId: string
        invoiceNumber: number
        clientId: string
        clientName: string
        amountMinor: number
        openMinor: number
        currency: string
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        requestedAt: string
        requestedBy: string
        decision: "approved" | "declined" | "withdrawn" | null
        decidedAt: string | null
        decidedBy: string | null
        declineReason: string | null
        can: {
          decide: boolean
          withdraw: boolean
        }
      })[]
    }
  }
  /** How much each role may write off by itself, and what counts as small */
  'GET /write-offs/settings': {
    takes: {}
    returns: {
      limits: Record<string, number>
      smallMinor: number
      smallAfterDays: number
      rowVersion: number
      ownLimitMinor: number | null
    }
  }
  /** Old invoices with so little open that asking for it costs more: a list to look through */
  'GET /write-offs/small-balances': {
    takes: {
      mostMinor?: number
      afterDays?: number
    }
    returns: {
      mostMinor: number
      afterDays: number
      currency: string
      totalMinor: number
      items: {
        invoiceId: string
        number: number
        clientId: string
        clientName: string
        openMinor: number
        totalMinor: number
        dueOn: string
        daysOverdue: number
      }[]
    }
  }
  /** Change the notes of an appointment */
  'PATCH /appointments/{id}': {
    takes: {
      id: string
      notes: string | null
      rowVersion: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Change what is known of a client */
  'PATCH /clients/{id}': {
    takes: {
      id: string
      rowVersion: number
      givenName?: "" | string
      familyName?: "" | string
      preferredName?: string | null
      pronouns?: string | null
      bornOn?: string | null
      sex?: "female" | "male" | "other" | "unknown" | null
      language?: "en" | "de" | null
      zone?: string | null
      addressLines?: string[]
      notes?: string | null
      usualPractitionerId?: string | null
      contacts?: ({
        kind: "email" | "phone"
        value: string
        label?: string | null
        isPreferred?: boolean
      })[]
    }
    returns: {
      id: string
      number: number
      name: string
      givenName: string
      familyName: string
      preferredName: string | null
      pronouns: string | null
      bornOn: string | null
      sex: "female" | "male" | "other" | "unknown" | null
      language: string | null
      zone: string | null
      addressLines: string[]
      notes: string | null
      usualPractitionerId: string | null
      facts: Record<string, unknown>
      contacts: ({
        id: string
        kind: "email" | "phone"
        value: string
        label: string | null
        isPreferred: boolean
      })[]
      createdAt: string
      archivedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        archive: boolean
      }
    }
  }
  /** Rename or retire equipment */
  'PATCH /equipment-pools/{id}': {
    takes: {
      id: string
      name?: string
      archived?: boolean
    }
    returns: {}
  }
  /** Rename or retire a unit of equipment */
  'PATCH /equipment-units/{id}': {
    takes: {
      id: string
      name?: string
      archived?: boolean
    }
    returns: {}
  }
  /** Change a line of a draft: words, quantity, price, tax, discount */
  'PATCH /invoices/{id}/lines/{chargeId}': {
    takes: {
      id: string
      chargeId: string
      description?: string
      quantity?: number
      unitPriceMinor?: number
      taxBasisPoints?: number
      discount?: {
        basisPoints?: number | null
        amountMinor?: number | null
        reason: string
      } | null
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Change an enquiry or its next action */
  'PATCH /leads/{id}': {
    takes: {
      id: string
      rowVersion: number
      name?: string
      email?: string | null
      phone?: string | null
      message?: string | null
      language?: "en" | "de" | null
      ownerId?: string | null
      nextAction?: string | null
      nextActionOn?: string | null
      source?: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      phone: string | null
      message: string | null
      source: string
      language: string | null
      stage: "new" | "contacted" | "qualified" | "booked" | "lost"
      lostReason: string | null
      nextAction: string | null
      nextActionOn: string | null
      ownerId: string | null
      clientId: string | null
      createdAt: string
      stageChangedAt: string
      rowVersion: number
    }
  }
  /** Change the facts of a location */
  'PATCH /locations/{id}': {
    takes: {
      id: string
      rowVersion: number
      name?: string
      addressLines?: string[]
      phone?: string | null
      zone?: string
      position?: number
    }
    returns: {
      id: string
      name: string
      addressLines: string[]
      phone: string | null
      zone: string
      position: number
      archivedAt: string | null
      rowVersion: number
      opening: {
        weekday: number
        opens: string
        closes: string
      }[]
      rooms: ({
        id: string
        name: string
        position: number
        archivedAt: string | null
      })[]
      equipment: ({
        id: string
        name: string
        archivedAt: string | null
        units: ({
          id: string
          name: string
          archivedAt: string | null
        })[]
      })[]
    }
  }
  /** Change the facts of the practice */
  'PATCH /practice': {
    takes: {
      rowVersion: number
      name?: string
      locale?: "en" | "de"
      country?: string
      zone?: string
      phone?: string | null
      email?: string | null
      website?: string | null
      legalName?: string | null
      taxNumber?: string | null
      addressLines?: string[]
      embedHosts?: string[]
      secondFactorRequired?: boolean
    }
    returns: {
      id: string
      slug: string
      name: string
      pack: string
      locale: string
      currency: string
      country: string
      zone: string
      phone: string | null
      email: string | null
      website: string | null
      legalName: string | null
      taxNumber: string | null
      addressLines: string[]
      embedHosts: string[]
      secondFactorRequired: boolean
      rowVersion: number
    }
  }
  /** Change a kind of recall; days that nobody set by hand follow */
  'PATCH /recall-types/{id}': {
    takes: {
      id: string
      rowVersion: number
      name?: string
      months?: number
      days?: number
      exclusiveGroup?: string | null
      fromAge?: number | null
      untilAge?: number | null
      triggerServiceIds?: string[]
      bookServiceId?: string | null
      firstReminderDays?: number
      againAfterDays?: number[]
    }
    returns: {
      id: string
      name: string
      months: number
      days: number
      exclusiveGroup: string | null
      fromAge: number | null
      untilAge: number | null
      triggerServiceIds: string[]
      bookServiceId: string | null
      firstReminderDays: number
      againAfterDays: number[]
      rowVersion: number
    }
  }
  /** Change a recall: its day (which then stays), its own interval, a note, a pause */
  'PATCH /recalls/{id}': {
    takes: {
      id: string
      rowVersion: number
      dueOn?: string
      months?: number | null
      days?: number | null
      note?: string
      isUrgent?: boolean
      isDisabled?: boolean
      disabledUntil?: string | null
      disabledUntilBalanceMinor?: number | null
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      }
      typeId: string
      typeName: string
      previousOn: string | null
      dueOn: string
      calculatedDueOn: string | null
      months: number | null
      days: number | null
      note: string
      isUrgent: boolean
      disabledAt: string | null
      disabledUntil: string | null
      disabledUntilBalanceMinor: number | null
      familyBalanceMinor: number | null
      remindersSent: number
      remindersPlanned: number
      remindedAt: string | null
      nextReminderOn: string | null
      scheduledAt: string | null
      scheduledId: string | null
      bookServiceId: string | null
      standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      rowVersion: number
      can: {
        edit: boolean
        remind: boolean
      }
    }
  }
  /** Change the rights of a relationship */
  'PATCH /relationships/{id}': {
    takes: {
      id: string
      kind?: string
      mayBook?: boolean
      maySeeRecords?: boolean
      maySign?: boolean
      mayPay?: boolean
    }
    returns: {}
  }
  /** Say for all open visits whether they are moved at once or offered to the client */
  'PATCH /replannings/{id}': {
    takes: {
      id: string
      choice: "move" | "offer"
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Decide about one visit: another time, pinned, moved, offered, left, cancelled or called */
  'PATCH /replannings/{id}/rows/{rowId}': {
    takes: {
      id: string
      rowId: string
      choice?: "move" | "offer" | "leave" | "cancel" | "call"
      pinned?: boolean
      time?: {
        startsAt: string
        practitionerId: string
      }
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Rename, sort or retire a room */
  'PATCH /rooms/{id}': {
    takes: {
      id: string
      name?: string
      archived?: boolean
      position?: number
    }
    returns: {}
  }
  /** Change a service: its rules, who gives it, where and with what */
  'PATCH /services/{id}': {
    takes: {
      id: string
      rowVersion: number
      name?: string
      translations?: Record<string, {
        name?: string
        description?: string
      }>
      description?: string | null
      category?: string | null
      color?: string | null
      durationMinutes?: number
      bufferBeforeMinutes?: number
      bufferAfterMinutes?: number
      homeTravelMinutes?: number
      priceMinor?: number
      taxBasisPoints?: number
      billingCode?: string | null
      modes?: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes?: number
      horizonDays?: number
      cancelCutoffMinutes?: number
      rescheduleCutoffMinutes?: number
      slotIntervalMinutes?: number
      bookableOnline?: boolean
      linkOnly?: boolean
      seriesOnlineMax?: number | null
      clientsOnly?: "new" | "existing" | null
      needsRoom?: boolean
      formKeys?: string[]
      noteTemplateKey?: string | null
      instructions?: string | null
      reminderMinutes?: number[]
      position?: number
      requiresApproval?: boolean
      slotOffsetMinutes?: number
      capacity?: number
      maxPerDay?: number | null
      maxPerWeek?: number | null
      maxMinutesPerDay?: number | null
      maxMinutesPerWeek?: number | null
      durationVariants?: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor?: number | null
      depositPercent?: number | null
      continuity?: "usual_or_last" | "usual" | "none"
      checklist?: string[]
      scheduledOnly?: boolean
      practitioners?: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
      })[]
      locationIds?: string[]
      roomIds?: string[]
      equipmentPoolIds?: string[]
      assistantIds?: string[]
    }
    returns: {
      id: string
      name: string
      translations: Record<string, {
        name?: string
        description?: string
      }>
      description: string | null
      category: string | null
      color: string | null
      durationMinutes: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      homeTravelMinutes: number
      priceMinor: number
      taxBasisPoints: number
      billingCode: string | null
      modes: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes: number
      horizonDays: number
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      slotIntervalMinutes: number
      bookableOnline: boolean
      linkOnly: boolean
      linkKey: string | null
      seriesOnlineMax: number | null
      clientsOnly: "new" | "existing" | null
      needsRoom: boolean
      formKeys: string[]
      noteTemplateKey: string | null
      instructions: string | null
      reminderMinutes: number[]
      position: number
      requiresApproval: boolean
      slotOffsetMinutes: number
      capacity: number
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
      durationVariants: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor: number | null
      depositPercent: number | null
      continuity: "usual_or_last" | "usual" | "none"
      checklist: string[]
      scheduledOnly: boolean
      archivedAt: string | null
      rowVersion: number
      practitioners: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
        name: string
      })[]
      locationIds: string[]
      roomIds: string[]
      equipmentPoolIds: string[]
      assistantIds: string[]
      can: {
        edit: boolean
      }
    }
  }
  /** Change the name, notes, seats and waitlist rule of a session */
  'PATCH /sessions/{id}': {
    takes: {
      id: string
      rowVersion: number
      title?: string | null
      notes?: string | null
      capacity?: number
      autoPromote?: boolean
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
    }
  }
  /** Change what is shown and planned of a person */
  'PATCH /staff/{id}': {
    takes: {
      id: string
      rowVersion: number
      name?: string
      ownClientsOnly?: boolean
      isPractitioner?: boolean
      title?: string | null
      color?: string | null
      providerNumber?: string | null
      bookableOnline?: boolean
    }
    returns: {
      id: string
      name: string
      email: string | null
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies: string[]
      ownClientsOnly: boolean
      isPractitioner: boolean
      title: string | null
      color: string | null
      providerNumber: string | null
      bookableOnline: boolean
      signsIn: boolean
      createdAt: string
      disabledAt: string | null
      rowVersion: number
    }
  }
  /** Change a task, hand it to somebody else, tick its checklist */
  'PATCH /tasks/{id}': {
    takes: {
      id: string
      rowVersion: number
      title?: string
      notes?: string | null
      ownerId?: string | null
      queue?: "front_desk" | "billing" | "clinical" | "managers" | null
      priority?: "low" | "normal" | "high" | "urgent"
      dueOn?: string | null
      checklist?: ({
        text: string
        doneBy?: string | null
        doneAt?: string | null
      })[]
    }
    returns: {
      id: string
      title: string
      notes: string | null
      ownerId: string | null
      ownerName: string | null
      queue: "front_desk" | "billing" | "clinical" | "managers" | null
      priority: "low" | "normal" | "high" | "urgent"
      dueOn: string | null
      dueDaysAfterVisit: number | null
      clientId: string | null
      clientName: string | null
      subjectType: string | null
      subjectId: string | null
      appointmentId: string | null
      appointmentStartsAt: string | null
      checklist: ({
        text: string
        doneBy: string | null
        doneAt: string | null
      })[]
      comments: number
      createdAt: string
      createdBy: string
      ruleId: string | null
      ruleName: string | null
      doneAt: string | null
      doneBy: string | null
      rowVersion: number
      said: {
        id: string
        text: string
        by: string
        at: string
      }[]
    }
  }
  /** Change time that is not billed yet */
  'PATCH /time-entries/{id}': {
    takes: {
      id: string
      rowVersion: number
      clientId?: string
      episodeId?: string | null
      workedOn?: string
      minutes?: number
      narrative?: string
      isBillable?: boolean
      rateMinor?: number | null
    }
    returns: {
      id: string
      staffId: string
      staffName: string
      clientId: string
      clientName: string
      episodeId: string | null
      episodeTitle: string | null
      workedOn: string
      minutes: number
      billedMinutes: number
      narrative: string
      isBillable: boolean
      state: "to_bill" | "billed" | "not_billable"
      rateMinor: number | null
      rateByHand: boolean
      amountMinor: number | null
      writtenDownMinor: number
      writeDownReason: string | null
      invoiceId: string | null
      rowVersion: number
    }
  }
  /** Say what the clock is for, let it pause or go on */
  'PATCH /timer': {
    takes: {
      clientId?: string | null
      episodeId?: string | null
      narrative?: string
      isRunning?: boolean
    }
    returns: {
      timer: {
        clientId: string | null
        clientName: string | null
        episodeId: string | null
        narrative: string
        seconds: number
        asOf: string
        isRunning: boolean
        startedAt: string
      } | null
    }
  }
  /** Change a wish; the place in the queue stays */
  'PATCH /waitlist/entries/{id}': {
    takes: {
      id: string
      rowVersion: number
      practitionerIds?: string[]
      locationIds?: string[]
      wantedTimes?: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay?: string | null
      toDay?: string | null
      urgency?: "routine" | "soon" | "urgent"
      note?: string | null
      durationMinutes?: number | null
      minNoticeMinutes?: number
      expiresOn?: string | null
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
      }
      service: {
        id: string
        name: string
        color: string | null
        durationMinutes: number
      }
      practitioners: {
        id: string
        name: string
      }[]
      locations: {
        id: string
        name: string
      }[]
      mode: "in_person" | "video" | "phone" | "home"
      durationMinutes: number | null
      wantedTimes: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay: string | null
      toDay: string | null
      urgency: "routine" | "soon" | "urgent"
      note: string | null
      replaces: {
        id: string
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      minNoticeMinutes: number
      expiresOn: string | null
      state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
      waitingSince: string
      openOffers: number
      offersSoFar: number
      reachableBy: "email" | "call" | "nothing"
      endedAt: string | null
      endedBecause: string | null
      appointmentId: string | null
      createdBy: string
      rowVersion: number
      can: {
        edit: boolean
        withdraw: boolean
        putBack: boolean
      }
    }
  }
  /** Make a key for a program; its text is answered once and never kept */
  'POST /api-keys': {
    takes: {
      name: string
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      scopes?: string[] | null
      days?: number | null
    }
    returns: {
      id: string
      key: string
    }
  }
  /** Book an appointment for a client: known, or made in the same step */
  'POST /appointments': {
    takes: {
      serviceId: string
      startsAt: string
      practitionerId?: string | null
      locationId?: string | null
      roomId?: string | null
      clientId?: string
      newClient?: {
        givenName: string
        familyName: string
        email?: string | null
        phone?: string | null
        bornOn?: string | null
        language?: "en" | "de" | null
      }
      leadId?: string
      episodeId?: string
      durationMinutes?: number
      priceMinor?: number
      mode?: "in_person" | "video" | "phone" | "home"
      source?: "staff" | "phone" | "walk_in" | "api"
      notes?: string | null
      knowingly?: {
        reason: string
      }
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Open the note of a visit: mine that exists, or a new one by the service’s template */
  'POST /appointments/{appointmentId}/note': {
    takes: {
      appointmentId: string
    }
    returns: {
      id: string
      state: "draft" | "signed"
      clientId: string
      appointmentId: string | null
      authorName: string
      templateKey: string
      title: {
        en: string
        de: string
      }
      sections: ({
        key: string
        title: {
          en: string
          de: string
        }
        kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
        hint?: {
          en: string
          de: string
        }
        required: boolean
        options?: {
          code: string
          label: {
            en: string
            de: string
          }
        }[]
        min?: number
        max?: number
      })[]
      privacy: "team" | "author"
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      startedAt: string
      savedAt: string | null
      signedAt: string | null
      signedBy: string | null
      documentSha256: string | null
      rowVersion: number
      amendments: {
        id: string
        authorName: string
        reason: string
        body: string
        amendedAt: string
      }[]
      can: {
        edit: boolean
        sign: boolean
        amend: boolean
        discard: boolean
      }
    }
  }
  /** Agree to a request; with another time, person or place, propose that instead and book it */
  'POST /appointments/{id}/approval': {
    takes: {
      id: string
      startsAt?: string
      practitionerId?: string
      locationId?: string
      rowVersion?: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Check the client in; with a reason also where something that blocks check-in is missing */
  'POST /appointments/{id}/arrival': {
    takes: {
      id: string
      reason?: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Cancel an appointment: by whom and why */
  'POST /appointments/{id}/cancellation': {
    takes: {
      id: string
      by: "client" | "practice"
      reason?: string
      rowVersion?: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Note that the visit has taken place */
  'POST /appointments/{id}/completion': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Note that the client will come */
  'POST /appointments/{id}/confirmation': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Ask a client for a deposit before their visit; they get the link by message */
  'POST /appointments/{id}/deposit': {
    takes: {
      id: string
      amountMinor: number
      dueAt?: string | null
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      amountMinor: number
      currency: string
      state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
      because: "rule" | "staff"
      dueAt: string | null
      askedAt: string
      askedBy: string
      paymentId: string | null
      invoiceId: string | null
      decidedBy: string | null
      reason: string | null
      can: {
        take: boolean
        waive: boolean
        refund: boolean
        keep: boolean
      }
    }
  }
  /** Move an appointment to another time, practitioner, location, room, helper or unit of equipment, or give it another length */
  'POST /appointments/{id}/move': {
    takes: {
      id: string
      startsAt?: string
      practitionerId?: string | null
      locationId?: string
      roomId?: string
      assistantId?: string
      unitIds?: string[]
      durationMinutes?: number
      knowingly?: {
        reason: string
      }
      rowVersion?: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Note that the client did not come */
  'POST /appointments/{id}/no-show': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Ask the client of a visit for everything the rules want and that is missing */
  'POST /appointments/{id}/packet': {
    takes: {
      id: string
    }
    returns: {
      asked: number
    }
  }
  /** The waiting client can be called in */
  'POST /appointments/{id}/ready': {
    takes: {
      id: string
    }
    returns: {
      id: string
      isReady: boolean
    }
  }
  /** Decline a request; the client reads the reason */
  'POST /appointments/{id}/refusal': {
    takes: {
      id: string
      reason: string
      rowVersion?: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Bring a cancelled appointment back, if its time is still free */
  'POST /appointments/{id}/restoration': {
    takes: {
      id: string
      knowingly?: {
        reason: string
      }
      rowVersion?: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Show the client to the room */
  'POST /appointments/{id}/room': {
    takes: {
      id: string
      roomId?: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** End a run that waits */
  'POST /automation-runs/{id}/cancellation': {
    takes: {
      id: string
    }
    returns: {
      id: string
      automationId: string
      automationName: string
      version: number
      eventName: string
      clientId: string | null
      clientName: string | null
      state: "due" | "waiting" | "done" | "skipped" | "cancelled" | "stopped" | "failed"
      step: number
      dueAt: string | null
      why: string | null
      beganAt: string
      endedAt: string | null
      steps: {
        step: number
        outcome: string
        words: string
        tries: number
        at: string
      }[]
    }
  }
  /** Try the failed step of a run again */
  'POST /automation-runs/{id}/retry': {
    takes: {
      id: string
    }
    returns: {
      id: string
      automationId: string
      automationName: string
      version: number
      eventName: string
      clientId: string | null
      clientName: string | null
      state: "due" | "waiting" | "done" | "skipped" | "cancelled" | "stopped" | "failed"
      step: number
      dueAt: string | null
      why: string | null
      beganAt: string
      endedAt: string | null
      steps: {
        step: number
        outcome: string
        words: string
        tries: number
        at: string
      }[]
    }
  }
  /** What an automation would have done with the events of the last days; sends and changes nothing */
  'POST /automation-trial': {
    takes: {
      definition: {
        events: string[]
        match?: "all" | "any" | "none"
        conditions?: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes?: number
          fact?: string
          at?: string
        })[]
        stopWhen?: ({
          event: string
          of: "same" | "client"
        })[]
      }
      days?: number
    }
    returns: {
      from: string
      events: number
      wouldRun: number
      isCut: boolean
      rows: ({
        eventId: string
        event: string
        at: string
        clientId: string | null
        clientName: string | null
        wouldRun: boolean
        why: string | null
        steps: ({
          kind: "wait" | "do"
          words: string
          at: string | null
        })[]
      })[]
    }
  }
  /** Make an automation: when an event, if conditions, wait, then actions */
  'POST /automations': {
    takes: {
      name: string
      definition: {
        events: string[]
        match?: "all" | "any" | "none"
        conditions?: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes?: number
          fact?: string
          at?: string
        })[]
        stopWhen?: ({
          event: string
          of: "same" | "client"
        })[]
      }
      on?: boolean
    }
    returns: {
      id: string
      key: string | null
      name: string
      state: "on" | "paused" | "off"
      pausedAt: string | null
      version: number
      definition: {
        events: string[]
        match: "all" | "any" | "none"
        conditions: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes: number
          fact?: string
          at?: string
        })[]
        stopWhen: ({
          event: string
          of: "same" | "client"
        })[]
      }
      problem: string | null
      savedAt: string
      savedBy: string
      rowVersion: number
      done: number
      failed: number
      waiting: number
      lastAt: string | null
    }
  }
  /** Take an automation away; its log stays */
  'POST /automations/{id}/removal': {
    takes: {
      id: string
    }
    returns: {
      removed: true
    }
  }
  /** Switch an automation on or off, pause it, or let it go on */
  'POST /automations/{id}/state': {
    takes: {
      id: string
      rowVersion: number
      state: "on" | "paused" | "off"
      missed?: "skip" | "catch_up"
    }
    returns: {
      id: string
      key: string | null
      name: string
      state: "on" | "paused" | "off"
      pausedAt: string | null
      version: number
      definition: {
        events: string[]
        match: "all" | "any" | "none"
        conditions: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes: number
          fact?: string
          at?: string
        })[]
        stopWhen: ({
          event: string
          of: "same" | "client"
        })[]
      }
      problem: string | null
      savedAt: string
      savedBy: string
      rowVersion: number
      done: number
      failed: number
      waiting: number
      lastAt: string | null
    }
  }
  /** Name an account at a bank, to read its files */
  'POST /bank-accounts': {
    takes: {
      name: string
    }
    returns: {
      items: ({
        id: string
        name: string
        currency: string
        map: {
          hasHead: boolean
          day: string
          dayFormat: string
          amount: string | null
          credit: string | null
          debit: string | null
          sign: string | null
          mark: "," | "."
          counterparty: string | null
          purpose: string[]
          reference: string | null
          id: string | null
          currency: string | null
        } | null
        lines: number
        waiting: number
        lastDay: string | null
        lastImportAt: string | null
      })[]
    }
  }
  /** Try how a bank’s file (CSV) reads, by these columns, those of the last time, or a guess; nothing is kept */
  'POST /bank-accounts/{id}/file-readings': {
    takes: {
      id: string
      map?: string
    }
    returns: {
      columns: string[]
      map: {
        hasHead: boolean
        day: string
        dayFormat: string
        amount: string | null
        credit: string | null
        debit: string | null
        sign: string | null
        mark: "," | "."
        counterparty: string | null
        purpose: string[]
        reference: string | null
        id: string | null
        currency: string | null
      } | null
      from: "given" | "remembered" | "guess"
      unsure: ("day_or_month" | "decimal_mark" | "no_day" | "no_amount")[]
      rows: number
      read: number
      inMinor: number
      outMinor: number
      sample: ({
        bookedOn: string
        amountMinor: number
        counterparty: string | null
        purpose: string | null
        reference: string | null
      })[]
      refused: ({
        line: number
        why: "no_day" | "no_amount" | "other_currency" | "broken"
        text: string
      })[]
    }
  }
  /** Take the lines of a bank’s file in, each once, however often it or one that overlaps is read */
  'POST /bank-accounts/{id}/imports': {
    takes: {
      id: string
      name: string
      map?: string
    }
    returns: {
      id: string
      rowsRead: number
      added: number
      known: number
      refused: ({
        line: number
        why: "no_day" | "no_amount" | "other_currency" | "broken"
        text: string
      })[]
    }
  }
  /** Settle every line that is sure in one step; the others stay */
  'POST /bank-lines/confirmations': {
    takes: {
      ids: string[]
    }
    returns: {
      settled: number
      totalMinor: number
      left: string[]
    }
  }
  /** Put a line of the bank aside that is none of billing’s business, and say what it is */
  'POST /bank-lines/{id}/ignoring': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      accountId: string
      accountName: string
      bookedOn: string
      amountMinor: number
      currency: string
      counterparty: string | null
      purpose: string | null
      reference: string | null
      settledAs: "payment" | "payout" | "transfer" | "refund" | "ignored" | null
      note: string | null
      settledAt: string | null
      settledBy: string | null
      matches: ({
        kind: "payment" | "payout" | "refund" | "entry"
        id: string
        amountMinor: number
        paymentId: string | null
        name: string | null
        isMade: boolean
      })[]
      proposals: ({
        kind: "invoices" | "payment" | "payout" | "refund"
        id: string | null
        parts: {
          invoiceId: string
          number: number
          name: string
          openMinor: number
          amountMinor: number
        }[]
        restMinor: number
        sureness: "sure" | "likely" | "possible"
        why: ("number" | "amount" | "name" | "reference" | "near_day" | "only_one" | "all_open")[]
        name: string | null
      })[]
    }
  }
  /** Say what a line of the bank is: payment of invoices, a payment, payout or refund in the books, or a transfer of ours */
  'POST /bank-lines/{id}/settlement': {
    takes: {
      id: string
      invoices?: {
        invoiceId: string
        amountMinor: number
      }[]
      restClientId?: string | null
      known?: {
        kind: "payment" | "payout" | "refund"
        id: string
      }
      transferFrom?: "card_terminal" | "cash" | "cash_transit" | "cheques" | "other_tender"
    }
    returns: {
      id: string
      accountId: string
      accountName: string
      bookedOn: string
      amountMinor: number
      currency: string
      counterparty: string | null
      purpose: string | null
      reference: string | null
      settledAs: "payment" | "payout" | "transfer" | "refund" | "ignored" | null
      note: string | null
      settledAt: string | null
      settledBy: string | null
      matches: ({
        kind: "payment" | "payout" | "refund" | "entry"
        id: string
        amountMinor: number
        paymentId: string | null
        name: string | null
        isMade: boolean
      })[]
      proposals: ({
        kind: "invoices" | "payment" | "payout" | "refund"
        id: string | null
        parts: {
          invoiceId: string
          number: number
          name: string
          openMinor: number
          amountMinor: number
        }[]
        restMinor: number
        sureness: "sure" | "likely" | "possible"
        why: ("number" | "amount" | "name" | "reference" | "near_day" | "only_one" | "all_open")[]
        name: string | null
      })[]
    }
  }
  /** Take back what was decided about a line of the bank, with the payments that it entered */
  'POST /bank-lines/{id}/undoing': {
    takes: {
      id: string
    }
    returns: {
      id: string
      accountId: string
      accountName: string
      bookedOn: string
      amountMinor: number
      currency: string
      counterparty: string | null
      purpose: string | null
      reference: string | null
      settledAs: "payment" | "payout" | "transfer" | "refund" | "ignored" | null
      note: string | null
      settledAt: string | null
      settledBy: string | null
      matches: ({
        kind: "payment" | "payout" | "refund" | "entry"
        id: string
        amountMinor: number
        paymentId: string | null
        name: string | null
        isMade: boolean
      })[]
      proposals: ({
        kind: "invoices" | "payment" | "payout" | "refund"
        id: string | null
        parts: {
          invoiceId: string
          number: number
          name: string
          openMinor: number
          amountMinor: number
        }[]
        restMinor: number
        sureness: "sure" | "likely" | "possible"
        why: ("number" | "amount" | "name" | "reference" | "near_day" | "only_one" | "all_open")[]
        name: string | null
      })[]
    }
  }
  /** Add somebody who pays for clients */
  'POST /bill-payers': {
    takes: {
      name: string
      kind: "company" | "insurer" | "person"
      clientId?: string | null
      addressLines?: string[]
      email?: string | null
      taxNumber?: string | null
      locale?: "en" | "de"
    }
    returns: {
      id: string
      items: ({
        name: string
        kind: "company" | "insurer" | "person"
        clientId: string | null
        addressLines: string[]
        email: string | null
        taxNumber: string | null
        locale: "en" | "de"
        id: string
        isArchived: boolean
        openMinor: number
        clients: number
        rowVersion: number
      })[]
    }
  }
  /** Two payers are one: the shares, price lists and drafts of this one go to the other */
  'POST /bill-payers/{id}/merge': {
    takes: {
      id: string
      intoId: string
    }
    returns: {
      merged: true
    }
  }
  /** Mail a payer the statement of their account between two days */
  'POST /bill-payers/{id}/statement/mail': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: {
      queued: true
    }
  }
  /** Take in a code set of the practice’s own licence from CSV: code, text, valid from, valid to */
  'POST /billing-codes/import': {
    takes: {
      kind: "procedure" | "diagnosis" | "modifier"
    }
    returns: {
      read: number
      written: number
      problems: {
        line: number
        message: string
      }[]
    }
  }
  /** Add a price list */
  'POST /billing/price-lists': {
    takes: {
      name: string
      payerId?: string | null
      clientTag?: string | null
      practitionerId?: string | null
      locationId?: string | null
      validFrom: string
      validUntil?: string | null
      prices?: {
        serviceId: string
        priceMinor: number
      }[]
    }
    returns: {
      items: ({
        name: string
        payerId: string | null
        clientTag: string | null
        practitionerId: string | null
        locationId: string | null
        validFrom: string
        validUntil: string | null
        prices: {
          serviceId: string
          serviceName: string
          priceMinor: number
        }[]
        id: string
        payerName: string | null
        practitionerName: string | null
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** Exempt a client or a service from taxes; the reason is printed on invoices */
  'POST /billing/tax-exemptions': {
    takes: {
      clientId?: string | null
      serviceId?: string | null
      taxCode?: string | null
      reason: string
      validFrom: string
      validUntil?: string | null
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        serviceId: string | null
        name: string
        taxCode: string | null
        reason: string
        validFrom: string
        validUntil: string | null
        createdBy: string
      })[]
    }
  }
  /** Add a tax; a new rate of a tax is a new row from its day on */
  'POST /billing/taxes': {
    takes: {
      code: string
      name: string
      ratePpm: number
      locationId?: string | null
      kinds?: ("service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other")[]
      validFrom: string
      validUntil?: string | null
    }
    returns: {
      items: ({
        code: string
        name: string
        ratePpm: number
        locationId: string | null
        kinds: ("service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other")[]
        validFrom: string
        validUntil: string | null
        id: string
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** Block up to a day of a practitioner’s time in the calendar; answers the visits that are booked then */
  'POST /blocked-time': {
    takes: {
      practitionerId: string
      startsAt: string
      endsAt: string
      note?: string | null
    }
    returns: {
      timeOff: {
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
      }
      affected: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Confirm the booking by the mailed link; from now on it counts */
  'POST /booking-confirmation': {
    takes: {}
    returns: {
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
      token: string
      manageUrl: string
    }
  }
  /** Open a booking link: who comes, what is to be booked, and the secret for the next hour */
  'POST /booking-invitations': {
    takes: {}
    returns: {
      token: string
      practice: string
      people: {
        id: string
        name: string
        relation: null
      }[]
      serviceId: string | null
      practitionerId: string | null
      link: string | null
    }
  }
  /** Make a link by which one client books without typing: any service or one, once or until a day */
  'POST /booking-links': {
    takes: {
      clientId: string
      serviceId?: string | null
      practitionerId?: string | null
      singleUse?: boolean
      until?: string
      mail?: boolean
    }
    returns: {
      id: string
      clientId: string
      serviceId: string | null
      serviceName: string | null
      practitionerId: string | null
      practitionerName: string | null
      singleUse: boolean
      expiresAt: string
      createdAt: string
      createdBy: string
      usedAt: string | null
      uses: number
      revokedAt: string | null
      url: string
    }
  }
  /** End a booking link */
  'POST /booking-links/{id}/ending': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      serviceId: string | null
      serviceName: string | null
      practitionerId: string | null
      practitionerName: string | null
      singleUse: boolean
      expiresAt: string
      createdAt: string
      createdBy: string
      usedAt: string | null
      uses: number
      revokedAt: string | null
    }
  }
  /** Use the mailed link, once: for whom one may book, and the secret for the next hour */
  'POST /booking-people': {
    takes: {}
    returns: {
      token: string
      practice: string
      people: ({
        id: string
        name: string
        relation: string | null
      })[]
    }
  }
  /** Book two to five services in a row in one coming: all of them, or none */
  'POST /bundles': {
    takes: {
      clientId?: string
      newClient?: {
        givenName: string
        familyName: string
        email?: string | null
        phone?: string | null
        bornOn?: string | null
        language?: "en" | "de" | null
      }
      locationId?: string | null
      parts: ({
        serviceId: string
        practitionerId?: string | null
        durationMinutes?: number
        startsAt: string
      })[]
      source?: "staff" | "phone"
      notes?: string | null
      episodeId?: string | null
    }
    returns: {
      id: string
      clientId: string | null
      ahead: number
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Free times for two to five services in a row in one coming, the earliest first: who gives which part when */
  'POST /bundles/times': {
    takes: {
      parts: ({
        serviceId: string
        practitionerId?: string | null
        durationMinutes?: number
      })[]
      locationId?: string | null
      clientId?: string | null
      from?: string
      days?: number
      maxGapMinutes?: number
      limit?: number
      except?: string
    }
    returns: {
      items: {
        startsAt: string
        endsAt: string
        zone: string
        locationId: string
        parts: {
          serviceId: string
          startsAt: string
          endsAt: string
          practitionerId: string
        }[]
      }[]
    }
  }
  /** Cancel all services of one coming that are still ahead */
  'POST /bundles/{id}/cancellation': {
    takes: {
      id: string
      by: "client" | "practice"
      reason?: string
    }
    returns: {
      id: string
      clientId: string | null
      ahead: number
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Move all services of one coming that are still ahead: all of them, or none */
  'POST /bundles/{id}/move': {
    takes: {
      id: string
      startsAt?: string
      parts?: ({
        id: string
        startsAt: string
        practitionerId?: string | null
      })[]
      locationId?: string
    }
    returns: {
      id: string
      clientId: string | null
      ahead: number
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Take back the last step with services in a row, if nobody changed its visits since */
  'POST /bundles/{id}/undo': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string | null
      ahead: number
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Make a secret address under which a practitioner’s calendar can be subscribed to */
  'POST /calendar-feeds': {
    takes: {
      practitionerId: string
      name: string
      detail?: "busy" | "initials" | "names"
    }
    returns: {
      feed: {
        id: string
        practitionerId: string
        practitionerName: string
        name: string
        detail: "busy" | "initials" | "names"
        createdAt: string
        createdBy: string
        lastReadAt: string | null
      }
      url: string
    }
  }
  /** Give a feed another address; the old one answers nothing any more */
  'POST /calendar-feeds/{id}/address': {
    takes: {
      id: string
    }
    returns: {
      feed: {
        id: string
        practitionerId: string
        practitionerName: string
        name: string
        detail: "busy" | "initials" | "names"
        createdAt: string
        createdBy: string
        lastReadAt: string | null
      }
      url: string
    }
  }
  /** Write a campaign; nothing goes out before it is started */
  'POST /campaigns': {
    takes: {
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
    }
    returns: {
      id: string
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
      state: "draft" | "active" | "paused" | "ended"
      createdAt: string
      startedAt: string | null
      endedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        start: boolean
        pause: boolean
        end: boolean
      }
    }
  }
  /** End a campaign for good */
  'POST /campaigns/{id}/end': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
      state: "draft" | "active" | "paused" | "ended"
      createdAt: string
      startedAt: string | null
      endedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        start: boolean
        pause: boolean
        end: boolean
      }
    }
  }
  /** Pause a campaign: what is planned is taken back */
  'POST /campaigns/{id}/pause': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
      state: "draft" | "active" | "paused" | "ended"
      createdAt: string
      startedAt: string | null
      endedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        start: boolean
        pause: boolean
        end: boolean
      }
    }
  }
  /** Start a campaign, or go on with one that was paused */
  'POST /campaigns/{id}/start': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
      state: "draft" | "active" | "paused" | "ended"
      createdAt: string
      startedAt: string | null
      endedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        start: boolean
        pause: boolean
        end: boolean
      }
    }
  }
  /** Open the page for a card on a device at the desk: a link for two hours */
  'POST /card-requests/{id}/link': {
    takes: {
      id: string
    }
    returns: {
      url: string
    }
  }
  /** The card is not needed any more */
  'POST /card-requests/{id}/withdrawal': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kinds: ("insurance_front" | "insurance_back" | "id_front" | "id_back")[]
      asksPolicy: boolean
      state: "asked" | "received" | "withdrawn"
      askedAt: string
      askedBy: string
      receivedAt: string | null
    }
  }
  /** Hand in what stands on the card; the practice looks it over before it counts */
  'POST /card/completion': {
    takes: {
      policy?: {
        payerName: string
        memberId: string
        groupNumber?: string | null
        planName?: string | null
        relation?: "self" | "spouse" | "child" | "other"
        holder?: {
          givenName?: string | null
          familyName?: string | null
          bornOn?: string | null
        } | null
      } | null
    }
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      state: "asked" | "received" | "withdrawn"
      kinds: ("insurance_front" | "insurance_back" | "id_front" | "id_back")[]
      asksPolicy: boolean
      photos: ({
        id: string
        kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
        width: number
        height: number
        hints: ("too_dark" | "too_bright" | "too_small" | "blurred")[]
        scan: "not_scanned" | "clean" | "infected" | "failed"
        takenBy: "client" | "staff"
        takenAt: string
      })[]
      payers: string[]
      policy: {
        payerName: string
        memberId: string
        groupNumber: string | null
        planName: string | null
        relation: "self" | "spouse" | "child" | "other"
        holder: {
          givenName: string | null
          familyName: string | null
          bornOn: string | null
        }
        validFrom: string | null
      } | null
    }
  }
  /** Send a photo of one side of a card; sent again, it takes the place of the one before */
  'POST /card/photos': {
    takes: {
      kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
      name?: string
    }
    returns: {
      id: string
      kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
      width: number
      height: number
      hints: ("too_dark" | "too_bright" | "too_small" | "blurred")[]
      scan: "not_scanned" | "clean" | "infected" | "failed"
      takenBy: "client" | "staff"
      takenAt: string
    }
  }
  /** Add a cash drawer to a location */
  'POST /cash-drawers': {
    takes: {
      name: string
      locationId: string
    }
    returns: {
      id: string
      name: string
      locationId: string
      locationName: string
      currency: string
      archived: boolean
      isOpen: boolean
      holdsMinor: number
      session: {
        id: string
        openedOn: string
        openedAt: string
        openedBy: string
        floatMinor: number
        closedAt: string | null
        closedBy: string | null
        expectedMinor: number | null
        countedMinor: number | null
        differenceMinor: number | null
        differenceReason: string | null
      } | null
    }
  }
  /** Count a drawer and close it; a difference is posted with its reason */
  'POST /cash-drawers/{id}/count': {
    takes: {
      id: string
      countedMinor: number
      counted?: Record<string, number> | null
      reason?: string | null
    }
    returns: {
      id: string
      name: string
      locationId: string
      locationName: string
      currency: string
      archived: boolean
      isOpen: boolean
      holdsMinor: number
      session: {
        id: string
        openedOn: string
        openedAt: string
        openedBy: string
        floatMinor: number
        closedAt: string | null
        closedBy: string | null
        expectedMinor: number | null
        countedMinor: number | null
        differenceMinor: number | null
        differenceReason: string | null
      } | null
    }
  }
  /** Carry cash to the bank, from there, or to another drawer */
  'POST /cash-drawers/{id}/movements': {
    takes: {
      id: string
      kind: "to_bank" | "from_bank" | "to_drawer"
      amountMinor: number
      toDrawerId?: string | null
    }
    returns: {
      id: string
      name: string
      locationId: string
      locationName: string
      currency: string
      archived: boolean
      isOpen: boolean
      holdsMinor: number
      session: {
        id: string
        openedOn: string
        openedAt: string
        openedBy: string
        floatMinor: number
        closedAt: string | null
        closedBy: string | null
        expectedMinor: number | null
        countedMinor: number | null
        differenceMinor: number | null
        differenceReason: string | null
      } | null
    }
  }
  /** Open a drawer with what lies in it in the morning */
  'POST /cash-drawers/{id}/opening': {
    takes: {
      id: string
      floatMinor: number
      from?: "bank" | "difference" | null
      reason?: string | null
    }
    returns: {
      id: string
      name: string
      locationId: string
      locationName: string
      currency: string
      archived: boolean
      isOpen: boolean
      holdsMinor: number
      session: {
        id: string
        openedOn: string
        openedAt: string
        openedBy: string
        floatMinor: number
        closedAt: string | null
        closedBy: string | null
        expectedMinor: number | null
        countedMinor: number | null
        differenceMinor: number | null
        differenceReason: string | null
      } | null
    }
  }
  /** Charge a client for something */
  'POST /charges': {
    takes: {
      clientId: string
      kind?: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      code?: string | null
      servedOn?: string
      serviceId?: string | null
      practitionerId?: string | null
      locationId?: string | null
      appointmentId?: string | null
      quantity?: number
      unitPriceMinor?: number
      taxBasisPoints?: number
      discount?: {
        basisPoints?: number | null
        amountMinor?: number | null
        reason: string
      } | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      code: string | null
      servedOn: string
      appointmentId: string | null
      serviceId: string | null
      practitionerId: string | null
      practitionerName: string | null
      locationId: string | null
      quantity: number
      unitPriceMinor: number
      taxBasisPoints: number
      priceIncludesTax: boolean
      currency: string
      netMinor: number
      taxMinor: number
      totalMinor: number
      discountMinor: number
      discountReason: string | null
      priceList: string | null
      invoiceId: string | null
      createdBy: string
      voidedAt: string | null
      voidReason: string | null
    }
  }
  /** Charge a done visit that was passed over; with `waiveReason` say why nobody pays for it */
  'POST /charges/missing/{appointmentId}': {
    takes: {
      appointmentId: string
      waiveReason?: string
      waiveCode?: "no_service" | "duplicate" | "included" | "goodwill" | "billed_elsewhere" | "staff" | "other"
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      code: string | null
      servedOn: string
      appointmentId: string | null
      serviceId: string | null
      practitionerId: string | null
      practitionerName: string | null
      locationId: string | null
      quantity: number
      unitPriceMinor: number
      taxBasisPoints: number
      priceIncludesTax: boolean
      currency: string
      netMinor: number
      taxMinor: number
      totalMinor: number
      discountMinor: number
      discountReason: string | null
      priceList: string | null
      invoiceId: string | null
      createdBy: string
      voidedAt: string | null
      voidReason: string | null
    }
  }
  /** Take a charge back that is on no invoice */
  'POST /charges/{id}/void': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      code: string | null
      servedOn: string
      appointmentId: string | null
      serviceId: string | null
      practitionerId: string | null
      practitionerName: string | null
      locationId: string | null
      quantity: number
      unitPriceMinor: number
      taxBasisPoints: number
      priceIncludesTax: boolean
      currency: string
      netMinor: number
      taxMinor: number
      totalMinor: number
      discountMinor: number
      discountReason: string | null
      priceList: string | null
      invoiceId: string | null
      createdBy: string
      voidedAt: string | null
      voidReason: string | null
    }
  }
  /** Take what a form said into the chart, or keep the chart as it is */
  'POST /chart-changes/{id}/decision': {
    takes: {
      id: string
      take: boolean
    }
    returns: {
      id: string
      formRequestId: string
      formTitle: string
      clientId: string
      field: string
      before: string | null
      after: string
      state: "open" | "filled" | "taken" | "kept"
      createdAt: string
      decidedAt: string | null
      decidedBy: string | null
    }
  }
  /** Create a client; says who might be the same person, and merges nobody */
  'POST /clients': {
    takes: {
      givenName: "" | string
      familyName: "" | string
      preferredName?: string | null
      pronouns?: string | null
      bornOn?: string | null
      sex?: "female" | "male" | "other" | "unknown" | null
      language?: "en" | "de" | null
      zone?: string | null
      addressLines?: string[]
      notes?: string | null
      usualPractitionerId?: string | null
      contacts?: ({
        kind: "email" | "phone"
        value: string
        label?: string | null
        isPreferred?: boolean
      })[]
      email?: string | null
      phone?: string | null
      onlyIfNew?: boolean
    }
    returns: {
      client: {
        id: string
        number: number
        name: string
        givenName: string
        familyName: string
        preferredName: string | null
        pronouns: string | null
        bornOn: string | null
        sex: "female" | "male" | "other" | "unknown" | null
        language: string | null
        zone: string | null
        addressLines: string[]
        notes: string | null
        usualPractitionerId: string | null
        facts: Record<string, unknown>
        contacts: ({
          id: string
          kind: "email" | "phone"
          value: string
          label: string | null
          isPreferred: boolean
        })[]
        createdAt: string
        archivedAt: string | null
        rowVersion: number
        can: {
          edit: boolean
          archive: boolean
        }
      }
      possibleDuplicates: ({
        id: string
        number: number
        name: string
        bornOn: string | null
        because: ("name_and_birth_date" | "name_and_contact" | "contact")[]
      })[]
    }
  }
  /** Ask a client to send their card: by a message with a link, or on this device */
  'POST /clients/{clientId}/card-requests': {
    takes: {
      clientId: string
      kinds: ("insurance_front" | "insurance_back" | "id_front" | "id_back")[]
      asksPolicy?: boolean
      appointmentId?: string | null
      tell?: boolean
    }
    returns: {
      id: string
      kinds: ("insurance_front" | "insurance_back" | "id_front" | "id_back")[]
      asksPolicy: boolean
      state: "asked" | "received" | "withdrawn"
      askedAt: string
      askedBy: string
      receivedAt: string | null
    }
  }
  /** Open a consent on a tablet at the desk: a link for two hours */
  'POST /clients/{clientId}/consents/{key}/link': {
    takes: {
      clientId: string
      key: string
    }
    returns: {
      url: string
    }
  }
  /** Note that somebody agreed or declined on paper or by word of mouth */
  'POST /clients/{clientId}/consents/{key}/note': {
    takes: {
      clientId: string
      key: string
      decision: "agreed" | "declined"
      how: "paper" | "told"
      signerName: string
      relation?: "self" | "parent" | "guardian" | "representative"
      reason?: string
    }
    returns: {
      id: string
    }
  }
  /** Ask a client to agree */
  'POST /clients/{clientId}/consents/{key}/request': {
    takes: {
      clientId: string
      key: string
      appointmentId?: string
    }
    returns: {
      id: string
    }
  }
  /** Note that somebody took their agreement back, and why */
  'POST /clients/{clientId}/consents/{key}/withdrawal': {
    takes: {
      clientId: string
      key: string
      reason: string
      signerName: string
      relation?: "self" | "parent" | "guardian" | "representative"
    }
    returns: {
      effect: string
    }
  }
  /** Note that a client allows or refuses messages; what is planned follows at once */
  'POST /clients/{clientId}/contact-consent': {
    takes: {
      clientId: string
      channel: "any" | "email" | "sms" | "portal" | "call"
      purpose: "any" | "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      allowed: boolean
      note: string
    }
    returns: {
      preferred: "email" | "sms" | "portal" | "call" | null
      allowed: ({
        channel: "email" | "sms" | "portal" | "call"
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
      })[]
      blocked: ({
        channel: "email" | "sms"
        address: string
        reason: string
        since: string
      })[]
      routes: ({
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        closed: string | null
      })[]
      history: ({
        id: string
        channel: "any" | "email" | "sms" | "portal" | "call"
        purpose: "any" | "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
        source: string
        note: string | null
        byName: string
        at: string
      })[]
    }
  }
  /** The thread with a client; made when there is none yet */
  'POST /clients/{clientId}/conversation': {
    takes: {
      clientId: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
    }
  }
  /** Ask a client for a form */
  'POST /clients/{clientId}/form-requests': {
    takes: {
      clientId: string
      formKey: string
      appointmentId?: string
    }
    returns: {
      id: string
      formId: string
      formKey: string
      formTitle: string
      clientId: string
      clientName: string
      appointmentId: string | null
      appointmentStartsAt: string | null
      state: "requested" | "started" | "completed" | "withdrawn"
      why: string
      requestedAt: string
      startedAt: string | null
      completedAt: string | null
      rowVersion: number
      can: {
        withdraw: boolean
        open: boolean
        seeAnswers: boolean
      }
    }
  }
  /** Bring answers from elsewhere, as FHIR R4 QuestionnaireResponse; they are checked against the form */
  'POST /clients/{clientId}/form-responses': {
    takes: {
      clientId: string
      formKey: string
      response: Record<string, unknown>
    }
    returns: {
      id: string
    }
  }
  /** Keep a photo of a card, taken at the desk */
  'POST /clients/{clientId}/id-photos': {
    takes: {
      clientId: string
      kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
      name?: string
    }
    returns: {
      id: string
      kind: "insurance_front" | "insurance_back" | "id_front" | "id_back"
      width: number
      height: number
      hints: ("too_dark" | "too_bright" | "too_small" | "blurred")[]
      scan: "not_scanned" | "clean" | "infected" | "failed"
      takenBy: "client" | "staff"
      takenAt: string
    }
  }
  /** Write to a client */
  'POST /clients/{clientId}/messages': {
    takes: {
      clientId: string
      text: string
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** Begin a note that belongs to no visit */
  'POST /clients/{clientId}/notes': {
    takes: {
      clientId: string
      templateKey: string
    }
    returns: {
      id: string
      state: "draft" | "signed"
      clientId: string
      appointmentId: string | null
      authorName: string
      templateKey: string
      title: {
        en: string
        de: string
      }
      sections: ({
        key: string
        title: {
          en: string
          de: string
        }
        kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
        hint?: {
          en: string
          de: string
        }
        required: boolean
        options?: {
          code: string
          label: {
            en: string
            de: string
          }
        }[]
        min?: number
        max?: number
      })[]
      privacy: "team" | "author"
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      startedAt: string
      savedAt: string | null
      signedAt: string | null
      signedBy: string | null
      documentSha256: string | null
      rowVersion: number
      amendments: {
        id: string
        authorName: string
        reason: string
        body: string
        amendedAt: string
      }[]
      can: {
        edit: boolean
        sign: boolean
        amend: boolean
        discard: boolean
      }
    }
  }
  /** Add a policy */
  'POST /clients/{clientId}/policies': {
    takes: {
      clientId: string
      payerId?: string | null
      payerName?: string | null
      memberId: string
      groupNumber?: string | null
      planName?: string | null
      relation?: "self" | "spouse" | "child" | "other"
      holder?: {
        clientId?: string | null
        givenName?: string | null
        familyName?: string | null
        bornOn?: string | null
      } | null
      priority?: number
      validFrom?: string | null
      validTo?: string | null
      copayMinor?: number | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string
      payerCode: string | null
      memberId: string
      groupNumber: string | null
      planName: string | null
      relation: "self" | "spouse" | "child" | "other"
      holder: {
        clientId: string | null
        givenName: string | null
        familyName: string | null
        bornOn: string | null
      }
      priority: number
      validFrom: string | null
      validTo: string | null
      copayMinor: number | null
      state: "proposed" | "in_force" | "ended" | "declined"
      replacesId: string | null
      enteredBy: "client" | "staff"
      createdAt: string
      confirmedAt: string | null
      confirmedBy: string | null
      endedAt: string | null
      endReason: string | null
      rowVersion: number
      cover: {
        checkId: string
        state: "waiting" | "sent" | "answered" | "failed"
        trouble: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        askedAt: string
        answeredAt: string | null
        isStale: boolean
        isMadeUp: boolean
        plan: string | null
        coverFrom: string | null
        coverTo: string | null
        needsAuthorisation: boolean
        rejections: ({
          level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
          code: string
          followUp: string
          segment: number
        })[]
        figures: {
          copayMinor: number | null
          coinsurancePercent: number | null
          deductibleMinor: number | null
          deductibleLeftMinor: number | null
          outOfPocketMinor: number | null
          outOfPocketLeftMinor: number | null
          visitsLeft: number | null
          visitsAllowed: number | null
        }
      } | null
      can: {
        change: boolean
        confirm: boolean
        end: boolean
        check: boolean
      }
    }
  }
  /** Begin a recall by hand */
  'POST /clients/{clientId}/recalls': {
    takes: {
      clientId: string
      typeId: string
      dueOn: string
      note?: string
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      }
      typeId: string
      typeName: string
      previousOn: string | null
      dueOn: string
      calculatedDueOn: string | null
      months: number | null
      days: number | null
      note: string
      isUrgent: boolean
      disabledAt: string | null
      disabledUntil: string | null
      disabledUntilBalanceMinor: number | null
      familyBalanceMinor: number | null
      remindersSent: number
      remindersPlanned: number
      remindedAt: string | null
      nextReminderOn: string | null
      scheduledAt: string | null
      scheduledId: string | null
      bookServiceId: string | null
      standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      rowVersion: number
      can: {
        edit: boolean
        remind: boolean
      }
    }
  }
  /** Use an address again that came back or was invalid; a STOP only the client takes back */
  'POST /clients/{clientId}/unblocked-address': {
    takes: {
      clientId: string
      channel: "email" | "sms"
      address: string
      reason: string
    }
    returns: {
      preferred: "email" | "sms" | "portal" | "call" | null
      allowed: ({
        channel: "email" | "sms" | "portal" | "call"
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
      })[]
      blocked: ({
        channel: "email" | "sms"
        address: string
        reason: string
        since: string
      })[]
      routes: ({
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        closed: string | null
      })[]
      history: ({
        id: string
        channel: "any" | "email" | "sms" | "portal" | "call"
        purpose: "any" | "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
        source: string
        note: string | null
        byName: string
        at: string
      })[]
    }
  }
  /** Take a client out of lists and searches; the record stays */
  'POST /clients/{id}/archiving': {
    takes: {
      id: string
      rowVersion: number
      reason?: string
    }
    returns: {
      id: string
      number: number
      name: string
      givenName: string
      familyName: string
      preferredName: string | null
      pronouns: string | null
      bornOn: string | null
      sex: "female" | "male" | "other" | "unknown" | null
      language: string | null
      zone: string | null
      addressLines: string[]
      notes: string | null
      usualPractitionerId: string | null
      facts: Record<string, unknown>
      contacts: ({
        id: string
        kind: "email" | "phone"
        value: string
        label: string | null
        isPreferred: boolean
      })[]
      createdAt: string
      archivedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        archive: boolean
      }
    }
  }
  /** Charge a client’s invoices to their card by themselves, on their word */
  'POST /clients/{id}/autopay': {
    takes: {
      id: string
      clientAgrees: true
      limitMinor?: number | null
    }
    returns: {
      agreement: {
        id: string
        limitMinor: number | null
        text: string
        agreedAt: string
        agreedBy: string
        how: "client" | "staff"
      } | null
      offer: {
        limitMinor: number | null
        text: string
      }
      hasCard: boolean
    }
  }
  /** End charging a client’s invoices by themselves; what was planned stops */
  'POST /clients/{id}/autopay/end': {
    takes: {
      id: string
      reason?: string | null
    }
    returns: {
      agreement: {
        id: string
        limitMinor: number | null
        text: string
        agreedAt: string
        agreedBy: string
        how: "client" | "staff"
      } | null
      offer: {
        limitMinor: number | null
        text: string
      }
      hasCard: boolean
    }
  }
  /** Let somebody pay a share of what a client owes: in percent, or so much of each invoice */
  'POST /clients/{id}/bill-payers': {
    takes: {
      id: string
      payerId: string
      shareBasisPoints?: number | null
      amountMinor?: number | null
      validFrom: string
      validUntil?: string | null
      reference?: string | null
    }
    returns: {
      items: ({
        id: string
        clientId: string
        payerId: string
        payerName: string
        shareBasisPoints: number | null
        amountMinor: number | null
        validFrom: string
        validUntil: string | null
        reference: string | null
      })[]
    }
  }
  /** Make the secret link on which a client keeps a card with us */
  'POST /clients/{id}/card-link': {
    takes: {
      id: string
    }
    returns: {
      url: string
    }
  }
  /** Sell a gift card: an invoice like any other */
  'POST /clients/{id}/gift-cards': {
    takes: {
      id: string
      amountMinor: number
      recipient?: string | null
      message?: string | null
      validMonths?: number | null
      onExpiry?: "earn" | "keep"
      locationId?: string | null
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** A client becomes a member; the first period is billed on its first day */
  'POST /clients/{id}/memberships': {
    takes: {
      id: string
      planId: string
      startsOn?: string
      locationId?: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      planId: string
      name: string
      state: "to_begin" | "running" | "paused" | "ending" | "over"
      every: "month" | "quarter" | "year"
      priceMinor: number
      currency: string
      visits: number
      visitsLeft: number
      periodEndsOn: string | null
      serviceNames: string[]
      discountBasisPoints: number
      noticeDays: number
      startedOn: string
      nextOn: string | null
      endsOn: string | null
      pausedFrom: string | null
      pausedUntil: string | null
    }
  }
  /** Sell a package: an invoice like any other */
  'POST /clients/{id}/packages': {
    takes: {
      id: string
      typeId: string
      locationId?: string | null
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Take a payment of a client: for the oldest invoices first, the rest becomes credit */
  'POST /clients/{id}/payments': {
    takes: {
      id: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "other"
      amountMinor: number
      currency?: string
      receivedOn?: string
      locationId?: string | null
      reference?: string | null
      openMinor?: number
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      provider: string | null
      amountMinor: number
      unappliedMinor: number
      refundedMinor: number
      currency: string
      receivedOn: string
      reference: string | null
      locationId: string | null
      createdAt: string
      createdBy: string
      reversedAt: string | null
      reversedBy: string | null
      reverseReason: string | null
      appliedTo: {
        invoiceId: string
        number: number
        appliedMinor: number
      }[]
      refunds: ({
        id: string
        amountMinor: number
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        state: "done" | "sending" | "failed"
        reason: string
        refundedOn: string
        createdBy: string
      })[]
      disputes: ({
        id: string
        state: "open" | "won" | "lost"
        amountMinor: number
        reason: string
        evidenceDueAt: string | null
        openedAt: string
        closedAt: string | null
      })[]
      rowVersion: number
      can: {
        refund: boolean
        reverse: boolean
      }
    }
  }
  /** Let a client act for another; each right on its own */
  'POST /clients/{id}/relationships': {
    takes: {
      id: string
      relatedClientId: string
      kind: string
      mayBook?: boolean
      maySeeRecords?: boolean
      maySign?: boolean
      mayPay?: boolean
    }
    returns: {
      items: ({
        id: string
        kind: string
        direction: "acts_for" | "represented_by"
        mayBook: boolean
        maySeeRecords: boolean
        maySign: boolean
        mayPay: boolean
        other: {
          id: string
          number: number
          name: string
          bornOn: string | null
        }
      })[]
    }
  }
  /** Bring an archived client back */
  'POST /clients/{id}/restoration': {
    takes: {
      id: string
      rowVersion: number
      reason?: string
    }
    returns: {
      id: string
      number: number
      name: string
      givenName: string
      familyName: string
      preferredName: string | null
      pronouns: string | null
      bornOn: string | null
      sex: "female" | "male" | "other" | "unknown" | null
      language: string | null
      zone: string | null
      addressLines: string[]
      notes: string | null
      usualPractitionerId: string | null
      facts: Record<string, unknown>
      contacts: ({
        id: string
        kind: "email" | "phone"
        value: string
        label: string | null
        isPreferred: boolean
      })[]
      createdAt: string
      archivedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        archive: boolean
      }
    }
  }
  /** Write a superbill over what a client was billed for between two days */
  'POST /clients/{id}/superbills': {
    takes: {
      id: string
      from: string
      to: string
    }
    returns: {
      id: string
      clientId: string
      fromOn: string
      toOn: string
      chargedMinor: number
      paidMinor: number
      currency: string
      lines: number
      incomplete: number
      isMonthly: boolean
      createdAt: string
      createdBy: string
      sentAt: string | null
    }
  }
  /** Put a tag on a client */
  'POST /clients/{id}/tags': {
    takes: {
      id: string
      tag: string
    }
    returns: {
      tags: string[]
    }
  }
  /** Take a tag off a client */
  'POST /clients/{id}/tags/removal': {
    takes: {
      id: string
      tag: string
    }
    returns: {
      tags: string[]
    }
  }
  /** Close the practice, or one location, for some days */
  'POST /closures': {
    takes: {
      locationId?: string | null
      startsOn: string
      endsOn: string
      name: string
    }
    returns: {
      id: string
    }
  }
  /** Agree to the shown text, signed where it asks for it, or decline */
  'POST /consent/answer': {
    takes: {
      decision: "agreed" | "declined"
      textId: string
      signature: {
        name: string
        relation: "self" | "parent" | "guardian" | "representative"
        method: "typed" | "drawn"
        strokes?: {
          points: {
            x: number
            y: number
          }[]
        }[]
      } | {
        name: string
        relation: "self" | "parent" | "guardian" | "representative"
        method: "ticked"
      }
      device?: string
    }
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      appointmentStartsAt: string | null
      state: "requested" | "answered" | "withdrawn"
      textId: string
      version: number
      language: string
      title: string
      body: string
      effect: string
      signing: "signature" | "tick"
      mayDecline: boolean
    }
  }
  /** What else this visit asks for, each with a fresh link */
  'POST /consent/rest': {
    takes: {}
    returns: {
      items: ({
        kind: "form" | "consent"
        title: string
        state: "requested" | "started"
        blocks: boolean
        url: string
      })[]
    }
  }
  /** Put the ready-made consents of the profession in where they are missing */
  'POST /consents/ready': {
    takes: {}
    returns: {
      added: string[]
    }
  }
  /** Publish the draft as the next version; everybody is asked again unless it is called minor wording */
  'POST /consents/{key}/publication': {
    takes: {
      key: string
      minorReason?: string | null
    }
    returns: {
      id: string
      key: string
      title: string
      validMonths: number | null
      signing: "signature" | "tick"
      mayDecline: boolean
      messagePurpose: "marketing" | "recall" | "review" | "reminder" | null
      draft: Record<string, {
        title: string
        body: string
        effect: string
      }> | null
      isRetired: boolean
      rowVersion: number
      text: {
        id: string
        version: number
        texts: Record<string, {
          title: string
          body: string
          effect: string
        }>
        sha256: string
        asksAgain: boolean
        minorReason: string | null
        publishedAt: string
        publishedBy: string
      } | null
    }
  }
  /** Ask for a consent no longer; what was agreed stays */
  'POST /consents/{key}/retirement': {
    takes: {
      key: string
    }
    returns: {
      id: string
      key: string
      title: string
      validMonths: number | null
      signing: "signature" | "tick"
      mayDecline: boolean
      messagePurpose: "marketing" | "recall" | "review" | "reminder" | null
      draft: Record<string, {
        title: string
        body: string
        effect: string
      }> | null
      isRetired: boolean
      rowVersion: number
      text: {
        id: string
        version: number
        texts: Record<string, {
          title: string
          body: string
          effect: string
        }>
        sha256: string
        asksAgain: boolean
        minorReason: string | null
        publishedAt: string
        publishedBy: string
      } | null
    }
  }
  /** Keep a file to send with the next answer */
  'POST /conversations/{id}/files': {
    takes: {
      id: string
      name: string
    }
    returns: {
      fileId: string
      name: string
      type: string
      size: number
    }
  }
  /** Note something for the team, or a call */
  'POST /conversations/{id}/notes': {
    takes: {
      id: string
      kind?: "note" | "call_in" | "call_out"
      text: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
    }
  }
  /** Somebody has read it */
  'POST /conversations/{id}/reading': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
    }
  }
  /** Answer the client on a channel; it can be undone for a while */
  'POST /conversations/{id}/replies': {
    takes: {
      id: string
      channel: "email" | "sms" | "portal"
      text: string
      fileIds?: string[]
    }
    returns: {
      messageId: string
    }
  }
  /** The problem of a check has been seen to */
  'POST /cover-checks/{id}/settlement': {
    takes: {
      id: string
      note?: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      policyId: string
      payerName: string
      memberId: string
      appointmentId: string | null
      state: "waiting" | "sent" | "answered" | "failed"
      why: "by_hand" | "before_visit"
      serviceOn: string
      askedAt: string
      askedBy: string
      sentAt: string | null
      answeredAt: string | null
      tries: number
      trouble: string | null
      troubleText: string | null
      verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
      needsAuthorisation: boolean
      settledAt: string | null
      settledBy: string | null
      settledNote: string | null
    }
  }
  /** Take in a file of answers (X12 271, 999, TA1) by hand */
  'POST /cover-files': {
    takes: {
      name?: string
    }
    returns: {
      matched: number
      unmatched: number
      isRepeated: boolean
      faults: {
        code: string
        segment: number
        message: string
      }[]
    }
  }
  /** A file that belongs to nothing has been looked at */
  'POST /cover-files/{id}/settlement': {
    takes: {
      id: string
    }
    returns: {
      ok: boolean
    }
  }
  /** Close a day: its figures are kept as they are */
  'POST /day-close': {
    takes: {
      day: string
      locationId: string
      sawTakenMinor: number
      sawChargedMinor: number
      leftOpenReason?: string | null
      note?: string | null
    }
    returns: {
      day: string
      locationId: string
      locationName: string
      figures: {
        currency: string
        visits: {
          done: number
          open: number
          cancelled: number
        }
        charged: {
          count: number
          minor: number
        }
        byKind: {
          kind: string
          count: number
          minor: number
        }[]
        invoiced: {
          count: number
          minor: number
        }
        unpaid: {
          count: number
          minor: number
        }
        drafts: {
          count: number
          minor: number
        }
        unbilled: {
          count: number
          minor: number
        }
        missing: {
          count: number
          minor: number
        }
        notClosed: {
          count: number
          minor: number
        }
        takenMinor: number
        taken: ({
          tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
          minor: number
          payments: number
        })[]
        prepaid: {
          count: number
          minor: number
        }
        drawers: ({
          id: string
          name: string
          isOpen: boolean
          holdsMinor: number
          countedMinor: number | null
          differenceMinor: number | null
          differenceReason: string | null
        })[]
      }
      close: {
        id: string
        closedAt: string
        closedBy: string
        figures: {
          currency: string
          visits: {
            done: number
            open: number
            cancelled: number
          }
          charged: {
            count: number
            minor: number
          }
          byKind: {
            kind: string
            count: number
            minor: number
          }[]
          invoiced: {
            count: number
            minor: number
          }
          unpaid: {
            count: number
            minor: number
          }
          drafts: {
            count: number
            minor: number
          }
          unbilled: {
            count: number
            minor: number
          }
          missing: {
            count: number
            minor: number
          }
          notClosed: {
            count: number
            minor: number
          }
          takenMinor: number
          taken: ({
            tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
            minor: number
            payments: number
          })[]
          prepaid: {
            count: number
            minor: number
          }
          drawers: ({
            id: string
            name: string
            isOpen: boolean
            holdsMinor: number
            countedMinor: number | null
            differenceMinor: number | null
            differenceReason: string | null
          })[]
        }
        leftOpenReason: string | null
        note: string | null
      } | null
      after: {
        figure: string
        wasMinor: number
        isMinor: number
      }[]
      left: ("missing" | "not_closed" | "unbilled" | "drafts" | "drawers")[]
    }
  }
  /** Run failed work again */
  'POST /dead-jobs/{id}/retry': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Keep a held deposit for a visit that did not take place */
  'POST /deposits/{id}/keeping': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      amountMinor: number
      currency: string
      state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
      because: "rule" | "staff"
      dueAt: string | null
      askedAt: string
      askedBy: string
      paymentId: string | null
      invoiceId: string | null
      decidedBy: string | null
      reason: string | null
      can: {
        take: boolean
        waive: boolean
        refund: boolean
        keep: boolean
      }
    }
  }
  /** Make the secret link on which a client pays a deposit */
  'POST /deposits/{id}/link': {
    takes: {
      id: string
    }
    returns: {
      url: string
    }
  }
  /** Take a deposit at the desk */
  'POST /deposits/{id}/payment': {
    takes: {
      id: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "other" | "package" | "gift_card"
      reference?: string | null
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      amountMinor: number
      currency: string
      state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
      because: "rule" | "staff"
      dueAt: string | null
      askedAt: string
      askedBy: string
      paymentId: string | null
      invoiceId: string | null
      decidedBy: string | null
      reason: string | null
      can: {
        take: boolean
        waive: boolean
        refund: boolean
        keep: boolean
      }
    }
  }
  /** Give a held deposit back the way it came */
  'POST /deposits/{id}/refund': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      amountMinor: number
      currency: string
      state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
      because: "rule" | "staff"
      dueAt: string | null
      askedAt: string
      askedBy: string
      paymentId: string | null
      invoiceId: string | null
      decidedBy: string | null
      reason: string | null
      can: {
        take: boolean
        waive: boolean
        refund: boolean
        keep: boolean
      }
    }
  }
  /** Do not wait for a deposit any more; the visit stays */
  'POST /deposits/{id}/waiver': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      amountMinor: number
      currency: string
      state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
      because: "rule" | "staff"
      dueAt: string | null
      askedAt: string
      askedBy: string
      paymentId: string | null
      invoiceId: string | null
      decidedBy: string | null
      reason: string | null
      can: {
        take: boolean
        waive: boolean
        refund: boolean
        keep: boolean
      }
    }
  }
  /** Write a reminder by hand: one letter for all that a client or payer owes and is overdue */
  'POST /dunning/letters': {
    takes: {
      clientId?: string | null
      payerId?: string | null
      again?: boolean
    }
    returns: {
      id: string
      clientId: string | null
      payerId: string | null
      name: string
      step: number
      act: "letter" | "call"
      day: string
      currency: string
      totalMinor: number
      feeMinor: number | null
      feeInvoiceId: string | null
      isByHand: boolean
      createdAt: string
      createdBy: string
      state: "print" | "stopped" | "planned" | "sending" | "sent" | "failed" | "skipped" | "cancelled" | "done_by_phone" | "call"
      messageId: string | null
      invoices: {
        id: string
        number: number
        openMinor: number
        isPaid: boolean
      }[]
    }
  }
  /** Pause reminders for a client, a payer or an invoice */
  'POST /dunning/pauses': {
    takes: {
      clientId?: string | null
      payerId?: string | null
      invoiceId?: string | null
      reason: string
      until?: string | null
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        clientName: string | null
        payerId: string | null
        payerName: string | null
        invoiceId: string | null
        invoiceNumber: number | null
        reason: string
        until: string | null
        createdAt: string
        createdBy: string
      })[]
    }
  }
  /** End a pause: reminders go on with the next step */
  'POST /dunning/pauses/{id}/end': {
    takes: {
      id: string
    }
    returns: {
      items: ({
        id: string
        clientId: string | null
        clientName: string | null
        payerId: string | null
        payerName: string | null
        invoiceId: string | null
        invoiceNumber: number | null
        reason: string
        until: string | null
        createdAt: string
        createdBy: string
      })[]
    }
  }
  /** Find one’s own visit of today on one’s own phone, after scanning the code at the entrance */
  'POST /entrance/search': {
    takes: {
      familyName?: string
      givenName?: string
      phone?: string
      code?: string
      bornOn: string
    }
    returns: {
      state: "found" | "first_name" | "nobody" | "wait"
      url?: string
      seconds?: number
    }
  }
  /** Add a unit to a pool of equipment */
  'POST /equipment-pools/{id}/units': {
    takes: {
      id: string
      name: string
    }
    returns: {
      id: string
    }
  }
  /** Accept the estimate of a link with one’s name */
  'POST /estimate/acceptance': {
    takes: {
      name: string
    }
    returns: {
      practice: {
        name: string
        slug: string
      }
      locale: "en" | "de"
      estimate: {
        number: number
        state: "open" | "accepted" | "expired" | "cancelled"
        wording: "plain" | "good_faith"
        currency: string
        netMinor: number
        taxMinor: number
        totalMinor: number
        issuedOn: string
        validUntil: string
        note: string | null
        acceptedName: string | null
        lines: ({
          description: string
          code: string | null
          quantity: number
          unitPriceMinor: number
          priceIncludesTax: boolean
          netMinor: number
          taxMinor: number
          totalMinor: number
        })[]
      }
    }
  }
  /** Say in advance what something will cost: at the prices and taxes of that client today */
  'POST /estimates': {
    takes: {
      clientId: string
      payerId?: string | null
      wording?: "plain" | "good_faith"
      validUntil: string
      note?: string | null
      diagnoses?: string[]
      lines: ({
        serviceId?: string | null
        description?: string
        code?: string | null
        quantity?: number
        unitPriceMinor?: number
      })[]
    }
    returns: {
      id: string
      number: number
      state: "open" | "accepted" | "expired" | "cancelled"
      clientId: string
      clientName: string
      currency: string
      totalMinor: number
      issuedOn: string
      validUntil: string
      sentAt: string | null
      acceptedAt: string | null
      acceptedName: string | null
      chargedMinor: number | null
      wording: "plain" | "good_faith"
      netMinor: number
      taxMinor: number
      note: string | null
      diagnoses: string[]
      createdBy: string
      lines: ({
        description: string
        code: string | null
        quantity: number
        unitPriceMinor: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
      })[]
      visits: ({
        appointmentId: string
        startsAt: string
        serviceName: string
        state: string
        chargedMinor: number | null
      })[]
    }
  }
  /** Note that an estimate was accepted, and by whom */
  'POST /estimates/{id}/acceptance': {
    takes: {
      id: string
      name: string
    }
    returns: {
      id: string
      number: number
      state: "open" | "accepted" | "expired" | "cancelled"
      clientId: string
      clientName: string
      currency: string
      totalMinor: number
      issuedOn: string
      validUntil: string
      sentAt: string | null
      acceptedAt: string | null
      acceptedName: string | null
      chargedMinor: number | null
      wording: "plain" | "good_faith"
      netMinor: number
      taxMinor: number
      note: string | null
      diagnoses: string[]
      createdBy: string
      lines: ({
        description: string
        code: string | null
        quantity: number
        unitPriceMinor: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
      })[]
      visits: ({
        appointmentId: string
        startsAt: string
        serviceName: string
        state: string
        chargedMinor: number | null
      })[]
    }
  }
  /** Withdraw an estimate that nobody accepted */
  'POST /estimates/{id}/cancellation': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number
      state: "open" | "accepted" | "expired" | "cancelled"
      clientId: string
      clientName: string
      currency: string
      totalMinor: number
      issuedOn: string
      validUntil: string
      sentAt: string | null
      acceptedAt: string | null
      acceptedName: string | null
      chargedMinor: number | null
      wording: "plain" | "good_faith"
      netMinor: number
      taxMinor: number
      note: string | null
      diagnoses: string[]
      createdBy: string
      lines: ({
        description: string
        code: string | null
        quantity: number
        unitPriceMinor: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
      })[]
      visits: ({
        appointmentId: string
        startsAt: string
        serviceName: string
        state: string
        chargedMinor: number | null
      })[]
    }
  }
  /** Make the secret link to the page where an estimate can be accepted */
  'POST /estimates/{id}/link': {
    takes: {
      id: string
    }
    returns: {
      url: string
    }
  }
  /** Send an estimate with its PDF and the link where it can be accepted */
  'POST /estimates/{id}/sending': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number
      state: "open" | "accepted" | "expired" | "cancelled"
      clientId: string
      clientName: string
      currency: string
      totalMinor: number
      issuedOn: string
      validUntil: string
      sentAt: string | null
      acceptedAt: string | null
      acceptedName: string | null
      chargedMinor: number | null
      wording: "plain" | "good_faith"
      netMinor: number
      taxMinor: number
      note: string | null
      diagnoses: string[]
      createdBy: string
      lines: ({
        description: string
        code: string | null
        quantity: number
        unitPriceMinor: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
      })[]
      visits: ({
        appointmentId: string
        startsAt: string
        serviceName: string
        state: string
        chargedMinor: number | null
      })[]
    }
  }
  /** Let visits bring something beside their service, an amount or a share of the visit */
  'POST /extra-charges': {
    takes: {
      description: string
      kind?: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      serviceId?: string | null
      locationId?: string | null
      weekdays?: number[]
      fromTime?: string | null
      toTime?: string | null
      amountMinor?: number | null
      basisPoints?: number | null
      validFrom: string
      validUntil?: string | null
    }
    returns: {
      items: ({
        description: string
        kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        serviceId: string | null
        locationId: string | null
        weekdays: number[]
        fromTime: string | null
        toTime: string | null
        amountMinor: number | null
        basisPoints: number | null
        validFrom: string
        validUntil: string | null
        id: string
        serviceName: string | null
        locationName: string | null
      })[]
    }
  }
  /** Charge a proposed fee, all of it or less, and tell the client */
  'POST /fees/{id}/charge': {
    takes: {
      id: string
      amountMinor?: number
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      kind: "late_cancel" | "no_show"
      amountMinor: number
      currency: string
      minutesBefore: number | null
      state: "proposed" | "charged" | "waived" | "withdrawn"
      invoiceId: string | null
      invoiceNumber: number | null
      decidedAt: string | null
      decidedBy: string | null
      reason: string | null
      createdAt: string
      can: {
        charge: boolean
        waive: boolean
      }
    }
  }
  /** Let a fee go, with the reason; one that was charged leaves by a credit note */
  'POST /fees/{id}/waiver': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      appointmentId: string
      clientId: string
      clientName: string
      serviceName: string
      startsAt: string
      zone: string
      kind: "late_cancel" | "no_show"
      amountMinor: number
      currency: string
      minutesBefore: number | null
      state: "proposed" | "charged" | "waived" | "withdrawn"
      invoiceId: string | null
      invoiceNumber: number | null
      decidedAt: string | null
      decidedBy: string | null
      reason: string | null
      createdAt: string
      can: {
        charge: boolean
        waive: boolean
      }
    }
  }
  /** Note that an alert was seen to, and what was done */
  'POST /form-alerts/{id}/seeing': {
    takes: {
      id: string
      note?: string
    }
    returns: {
      id: string
      formRequestId: string
      formTitle: string
      clientId: string
      linkId: string
      words: string
      raisedAt: string
      seenAt: string | null
      seenBy: string | null
      note: string | null
    }
  }
  /** Open a form on a tablet at the desk: a link for two hours */
  'POST /form-requests/{id}/link': {
    takes: {
      id: string
    }
    returns: {
      url: string
    }
  }
  /** Stop asking for a form */
  'POST /form-requests/{id}/withdrawal': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      formId: string
      formKey: string
      formTitle: string
      clientId: string
      clientName: string
      appointmentId: string | null
      appointmentStartsAt: string | null
      state: "requested" | "started" | "completed" | "withdrawn"
      why: string
      requestedAt: string
      startedAt: string | null
      completedAt: string | null
      rowVersion: number
      can: {
        withdraw: boolean
        open: boolean
        seeAnswers: boolean
      }
    }
  }
  /** Hand the form in, signed where it asks for it */
  'POST /form/completion': {
    takes: {
      answers: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      rowVersion: number
      signature?: {
        name: string
        relation: "self" | "parent" | "guardian" | "representative"
        method: "typed" | "drawn"
        strokes?: {
          points: {
            x: number
            y: number
          }[]
        }[]
      }
      device?: string
    }
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      appointmentStartsAt: string | null
      state: "requested" | "started" | "completed" | "withdrawn"
      title: string
      definition: Record<string, unknown>
      needsSignature: boolean
      answers: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      calculated: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      hidden: string[]
      rowVersion: number
    }
  }
  /** Send a file that answers a question of the form */
  'POST /form/files': {
    takes: {
      name: string
      linkId: string
    }
    returns: {
      contentType: string
      url: string
      title: string
      size: number
    }
  }
  /** What else this visit asks for, each with a fresh link */
  'POST /form/rest': {
    takes: {}
    returns: {
      items: ({
        kind: "form" | "consent"
        title: string
        state: "requested" | "started"
        blocks: boolean
        url: string
      })[]
    }
  }
  /** Try a form out: what the client would see, what is worked out, what is wrong; nothing is kept */
  'POST /forms/trial': {
    takes: {
      definition: Record<string, unknown>
      answers?: Record<string, (string | number | boolean | Record<string, unknown>)[]>
    }
    returns: {
      faults: ({
        severity: "error" | "warning"
        field: string
        message: string
      })[]
      definition: Record<string, unknown> | null
      begin: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      calculated: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      hidden: string[]
      answerFaults: {
        field: string
        message: string
      }[]
      bands: Record<string, string>
    }
  }
  /** Make the draft the next version of the form */
  'POST /forms/{key}/publication': {
    takes: {
      key: string
      rowVersion: number
    }
    returns: {
      id: string
      key: string
      version: number
      title: string
    }
  }
  /** Stop using a form; what was answered stays */
  'POST /forms/{key}/retirement': {
    takes: {
      key: string
    }
    returns: {
      items: {
        id: string
        key: string
        version: number
        title: string
        questions: number
        needsSignature: boolean
        isRetired: boolean
      }[]
    }
  }
  /** What is left on a gift card, by its code */
  'POST /gift-cards/look-up': {
    takes: {
      code: string
    }
    returns: {
      id: string
      last4: string
      state: "not_billed" | "running" | "used_up" | "expired" | "void"
      valueMinor: number
      balanceMinor: number
      currency: string
      soldOn: string | null
      expiresOn: string | null
    }
  }
  /** Book the kept time with the details of the client; a request where the service wants an approval */
  'POST /holds/confirmation': {
    takes: {
      givenName?: string
      familyName?: string
      email?: string
      phone?: string | null
      bornOn?: string | null
      language?: "en" | "de"
      notes?: string | null
      bookedBy?: {
        name: string
        relation: "parent" | "guardian" | "partner" | "child" | "other"
      } | null
      person?: {
        token: string
        clientId?: string
        relative?: {
          givenName: string
          familyName: string
          bornOn: string
          relation: "parent" | "guardian" | "partner" | "child" | "other"
        }
      }
      source?: string | null
      website?: string
    }
    returns: {
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
      token: string | null
      manageUrl: string | null
      confirmBy: string | null
    }
  }
  /** Keep further dates of a weekly series together with the time that is kept: all or none */
  'POST /holds/series': {
    takes: {
      everyWeeks: number
      visits: number
      rows?: ({
        wall: string
        choice: "book" | "skip" | "move"
        startsAt?: string
      })[]
    }
    returns: {
      heldUntil: string
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
    }
  }
  /** Look at the further dates of a weekly series: free or not, with the nearest free times */
  'POST /holds/series/preview': {
    takes: {
      everyWeeks: number
      visits: number
      rows?: ({
        wall: string
        choice: "book" | "skip" | "move"
        startsAt?: string
      })[]
    }
    returns: {
      rows: ({
        wall: string
        startsAt: string | null
        state: "free" | "conflict" | "no_such_time" | "left_out"
        alternatives: {
          startsAt: string
          endsAt: string
        }[]
      })[]
    }
  }
  /** The free times that hours, days or time off would leave; nothing is written */
  'POST /hours/preview': {
    takes: {
      practitionerId: string
      serviceId: string
      hours?: ({
        locationId: string
        weekday: number
        starts: string
        ends: string
        nextDay?: boolean
        cycleLength?: number
        cycleWeek?: number
        cycleAnchor?: string | null
        validFrom: string
        validTo?: string | null
      })[]
      period?: {
        from: string
        to?: string | null
      }
      days?: ({
        from: string
        to: string
        weekdays?: number[]
        effect?: "replace" | "add"
        hours: {
          locationId: string
          starts: string
          ends: string
          nextDay?: boolean
        }[]
        note?: string | null
      })[]
      reserved?: ({
        weekday: number
        starts: string
        ends: string
        locationId?: string | null
        validFrom: string
        validTo?: string | null
        serviceIds?: string[]
        clients?: "new" | "existing" | null
        releaseMinutes?: number | null
      })[]
      timeOff?: {
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note?: string | null
      }
      from?: string
      lookDays?: number
    }
    returns: {
      items: {
        startsAt: string
        endsAt: string
        zone: string
        locationId: string
        practitionerId: string
      }[]
    }
  }
  /** Upload a CSV file to import; nothing is taken from it yet */
  'POST /imports': {
    takes: {
      kind: "appointments" | "clients"
      name: string
    }
    returns: {
      id: string
      kind: "appointments" | "clients"
      state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
      fileName: string
      fileSha256: string
      fileSize: number
      map: Record<string, unknown> | null
      counts: {
        rows: number
        added: number
        known: number
        repeated: number
        refused: number
        skipped: number
        odd: number
        blankLines: number
        clients: number
        services: number
        practitioners: number
        locations: number
        clashesKept: number
        refusedBy: Record<string, number>
        oddBy: Record<string, number>
        skippedBy: Record<string, number>
      }
      failure: string | null
      createdAt: string
      createdBy: string
      startedAt: string | null
      finishedAt: string | null
      undoneAt: string | null
      undoneBy: string | null
      can: {
        map: boolean
        check: boolean
        run: boolean
        undo: boolean
      }
    }
  }
  /** Try the import: what would become of every row; nothing is kept */
  'POST /imports/{id}/check': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "appointments" | "clients"
      state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
      fileName: string
      fileSha256: string
      fileSize: number
      map: Record<string, unknown> | null
      counts: {
        rows: number
        added: number
        known: number
        repeated: number
        refused: number
        skipped: number
        odd: number
        blankLines: number
        clients: number
        services: number
        practitioners: number
        locations: number
        clashesKept: number
        refusedBy: Record<string, number>
        oddBy: Record<string, number>
        skippedBy: Record<string, number>
      }
      failure: string | null
      createdAt: string
      createdBy: string
      startedAt: string | null
      finishedAt: string | null
      undoneAt: string | null
      undoneBy: string | null
      can: {
        map: boolean
        check: boolean
        run: boolean
        undo: boolean
      }
    }
  }
  /** Bring the file in; it runs in the background and says how far it is */
  'POST /imports/{id}/run': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "appointments" | "clients"
      state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
      fileName: string
      fileSha256: string
      fileSize: number
      map: Record<string, unknown> | null
      counts: {
        rows: number
        added: number
        known: number
        repeated: number
        refused: number
        skipped: number
        odd: number
        blankLines: number
        clients: number
        services: number
        practitioners: number
        locations: number
        clashesKept: number
        refusedBy: Record<string, number>
        oddBy: Record<string, number>
        skippedBy: Record<string, number>
      }
      failure: string | null
      createdAt: string
      createdBy: string
      startedAt: string | null
      finishedAt: string | null
      undoneAt: string | null
      undoneBy: string | null
      can: {
        map: boolean
        check: boolean
        run: boolean
        undo: boolean
      }
    }
  }
  /** Take back exactly what the import made */
  'POST /imports/{id}/undo': {
    takes: {
      id: string
      keepUsed?: boolean
      reason?: string
    }
    returns: {
      id: string
      kind: "appointments" | "clients"
      state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
      fileName: string
      fileSha256: string
      fileSize: number
      map: Record<string, unknown> | null
      counts: {
        rows: number
        added: number
        known: number
        repeated: number
        refused: number
        skipped: number
        odd: number
        blankLines: number
        clients: number
        services: number
        practitioners: number
        locations: number
        clashesKept: number
        refusedBy: Record<string, number>
        oddBy: Record<string, number>
        skippedBy: Record<string, number>
      }
      failure: string | null
      createdAt: string
      createdBy: string
      startedAt: string | null
      finishedAt: string | null
      undoneAt: string | null
      undoneBy: string | null
      can: {
        map: boolean
        check: boolean
        run: boolean
        undo: boolean
      }
    }
  }
  /** It belongs to nobody (advertising) */
  'POST /inbound-messages/{id}/dismissal': {
    takes: {
      id: string
      reason?: string
    }
    returns: {
      items: ({
        id: string
        channel: "email" | "sms" | "portal"
        from: string
        fromName: string | null
        subject: string | null
        text: string
        receivedAt: string
        attachments: number
      })[]
    }
  }
  /** Say whose message it is: it moves into that client’s thread */
  'POST /inbound-messages/{id}/match': {
    takes: {
      id: string
      clientId: string
    }
    returns: {
      items: ({
        id: string
        channel: "email" | "sms" | "portal"
        from: string
        fromName: string | null
        subject: string | null
        text: string
        receivedAt: string
        attachments: number
      })[]
    }
  }
  /** Choose a password (by the mailed link, once) */
  'POST /invitation/acceptance': {
    takes: {
      password: string
    }
    returns: {
      email: string | null
    }
  }
  /** Draft an invoice from unbilled charges and new lines; with `approve` it is issued at once */
  'POST /invoices': {
    takes: {
      clientId: string
      chargeIds?: string[]
      lines?: ({
        kind?: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        description: string
        code?: string | null
        servedOn?: string
        serviceId?: string | null
        practitionerId?: string | null
        locationId?: string | null
        appointmentId?: string | null
        quantity?: number
        unitPriceMinor?: number
        taxBasisPoints?: number
        discount?: {
          basisPoints?: number | null
          amountMinor?: number | null
          reason: string
        } | null
      })[]
      note?: string | null
      approve?: boolean
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Approve many drafts at once; those that cannot be are named */
  'POST /invoices/approvals': {
    takes: {
      ids: string[]
    }
    returns: {
      approved: {
        id: string
        number: number
      }[]
      passedOver: ({
        id: string
        why: "gone" | "is_issued" | "nothing_to_bill"
      })[]
    }
  }
  /** Send many issued invoices that have not gone out; those that cannot be are named */
  'POST /invoices/sendings': {
    takes: {
      ids: string[]
    }
    returns: {
      items: ({
        id: string
        outcome: "sent" | "no_address" | "passed_over"
      })[]
    }
  }
  /** Approve a draft: it gets its number and goes to the client */
  'POST /invoices/{id}/approval': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Charge a kept card for an invoice, the client being away */
  'POST /invoices/{id}/card-charges': {
    takes: {
      id: string
      cardId: string
      amountMinor?: number
    }
    returns: {
      id: string
      state: "sending" | "unknown" | "needs_payer" | "failed" | "paid"
      amountMinor: number
      currency: string
      because: "desk" | "autopay"
      failure: string | null
      createdAt: string
      createdBy: string
    }
  }
  /** Pay an invoice with credit of the client, the oldest money first */
  'POST /invoices/{id}/credit': {
    takes: {
      id: string
      amountMinor?: number
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Take chosen lines or an amount of an issued invoice back; what was paid on it becomes credit */
  'POST /invoices/{id}/credit-notes': {
    takes: {
      id: string
      reason: string
      lines?: {
        lineId: string
        amountMinor?: number
      }[]
      amountMinor?: number
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Pay an invoice with a gift card: so much, or as much as is open and on it */
  'POST /invoices/{id}/gift-card-payments': {
    takes: {
      id: string
      code: string
      amountMinor?: number
      locationId?: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      provider: string | null
      amountMinor: number
      unappliedMinor: number
      refundedMinor: number
      currency: string
      receivedOn: string
      reference: string | null
      locationId: string | null
      createdAt: string
      createdBy: string
      reversedAt: string | null
      reversedBy: string | null
      reverseReason: string | null
      appliedTo: {
        invoiceId: string
        number: number
        appliedMinor: number
      }[]
      refunds: ({
        id: string
        amountMinor: number
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        state: "done" | "sending" | "failed"
        reason: string
        refundedOn: string
        createdBy: string
      })[]
      disputes: ({
        id: string
        state: "open" | "won" | "lost"
        amountMinor: number
        reason: string
        evidenceDueAt: string | null
        openedAt: string
        closedAt: string | null
      })[]
      rowVersion: number
      can: {
        refund: boolean
        reverse: boolean
      }
    }
  }
  /** Put unbilled charges or new lines on a draft */
  'POST /invoices/{id}/lines': {
    takes: {
      id: string
      chargeIds?: string[]
      lines?: ({
        kind?: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
        description: string
        code?: string | null
        servedOn?: string
        serviceId?: string | null
        practitionerId?: string | null
        locationId?: string | null
        appointmentId?: string | null
        quantity?: number
        unitPriceMinor?: number
        taxBasisPoints?: number
        discount?: {
          basisPoints?: number | null
          amountMinor?: number | null
          reason: string
        } | null
      })[]
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Take the price that the price lists say now for a line of a draft */
  'POST /invoices/{id}/lines/{chargeId}/price': {
    takes: {
      id: string
      chargeId: string
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Make the secret link to the payment page of an invoice */
  'POST /invoices/{id}/payment-link': {
    takes: {
      id: string
    }
    returns: {
      url: string
    }
  }
  /** Take a payment for an invoice */
  'POST /invoices/{id}/payments': {
    takes: {
      id: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "other"
      amountMinor: number
      currency?: string
      receivedOn?: string
      locationId?: string | null
      reference?: string | null
      allowCredit?: boolean
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      provider: string | null
      amountMinor: number
      unappliedMinor: number
      refundedMinor: number
      currency: string
      receivedOn: string
      reference: string | null
      locationId: string | null
      createdAt: string
      createdBy: string
      reversedAt: string | null
      reversedBy: string | null
      reverseReason: string | null
      appliedTo: {
        invoiceId: string
        number: number
        appliedMinor: number
      }[]
      refunds: ({
        id: string
        amountMinor: number
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        state: "done" | "sending" | "failed"
        reason: string
        refundedOn: string
        createdBy: string
      })[]
      disputes: ({
        id: string
        state: "open" | "won" | "lost"
        amountMinor: number
        reason: string
        evidenceDueAt: string | null
        openedAt: string
        closedAt: string | null
      })[]
      rowVersion: number
      can: {
        refund: boolean
        reverse: boolean
      }
    }
  }
  /** Note that the client agreed to the payment plan */
  'POST /invoices/{id}/plan/agreement': {
    takes: {
      id: string
    }
    returns: {
      plan: {
        id: string
        invoiceId: string
        invoiceNumber: number
        state: "proposed" | "running" | "missed" | "finished" | "ended"
        how: "autopay" | "link"
        totalMinor: number
        openMinor: number
        currency: string
        graceDays: number
        missedRule: "rest_due" | "task"
        text: string
        proposedAt: string
        proposedBy: string
        agreedAt: string | null
        agreedBy: string | null
        endReason: string | null
        rowVersion: number
        parts: ({
          position: number
          dueOn: string
          amountMinor: number
          paidMinor: number
          state: "paid" | "part_paid" | "due" | "coming" | "missed"
        })[]
      } | null
    }
  }
  /** End a payment plan; what is open is owed as the invoice says */
  'POST /invoices/{id}/plan/end': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      plan: {
        id: string
        invoiceId: string
        invoiceNumber: number
        state: "proposed" | "running" | "missed" | "finished" | "ended"
        how: "autopay" | "link"
        totalMinor: number
        openMinor: number
        currency: string
        graceDays: number
        missedRule: "rest_due" | "task"
        text: string
        proposedAt: string
        proposedBy: string
        agreedAt: string | null
        agreedBy: string | null
        endReason: string | null
        rowVersion: number
        parts: ({
          position: number
          dueOn: string
          amountMinor: number
          paidMinor: number
          state: "paid" | "part_paid" | "due" | "coming" | "missed"
        })[]
      } | null
    }
  }
  /** Plan a charge again that waits for a person, failed or was stopped; the client is told before */
  'POST /invoices/{id}/planned-charge/release': {
    takes: {
      id: string
    }
    returns: {
      planned: {
        state: "planned" | "charging" | "paid" | "needs_payer" | "gave_up" | "over_limit" | "stopped"
        why: string | null
        amountMinor: number
        currency: string
        chargeOn: string
        noticedAt: string | null
        tries: number
        changedAt: string
      } | null
    }
  }
  /** Do not charge this invoice by itself; automatic payment stays on */
  'POST /invoices/{id}/planned-charge/stop': {
    takes: {
      id: string
    }
    returns: {
      planned: {
        state: "planned" | "charging" | "paid" | "needs_payer" | "gave_up" | "over_limit" | "stopped"
        why: string | null
        amountMinor: number
        currency: string
        chargeOn: string
        noticedAt: string | null
        tries: number
        changedAt: string
      } | null
    }
  }
  /** Take a product back that was sold at the till, with its money and its stock */
  'POST /invoices/{id}/returns': {
    takes: {
      id: string
      chargeId: string
      quantity: number
      restock?: boolean
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "other" | "gift_card"
      reason: string
    }
    returns: {
      invoiceId: string | null
      refundedMinor: number
    }
  }
  /** Send an issued invoice to who owes it, now or once more, with its PDF and the link for paying */
  'POST /invoices/{id}/sending': {
    takes: {
      id: string
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Split a draft between payers: in percent, by amounts or by lines; without parts, by the client’s rule */
  'POST /invoices/{id}/split': {
    takes: {
      id: string
      parts?: ({
        payerId: string | null
        basisPoints?: number | null
        amountMinor?: number | null
        chargeIds?: string[] | null
      })[]
    }
    returns: {
      items: ({
        id: string
        number: number | null
        state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
        clientId: string
        clientName: string
        payerId: string | null
        payerName: string | null
        currency: string
        netMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxMinor: number
        totalMinor: number
        openMinor: number
        issuedOn: string | null
        dueOn: string | null
        billTo: {
          name: string
          lines: string[]
        } | null
        locale: "en" | "de"
        note: string | null
        createdAt: string
        createdBy: string
        issuedBy: string | null
        sentAt: string | null
        voidedAt: string | null
        voidedBy: string | null
        voidReason: string | null
        creditNoteNumber: number | null
        creditNotes: ({
          id: string
          number: number
          kind: "void" | "part"
          totalMinor: number
          issuedOn: string
          reason: string
          createdBy: string
        })[]
        creditedMinor: number
        lines: ({
          id: string | null
          chargeId: string
          appointmentId: string | null
          kind: string
          description: string
          code: string | null
          servedOn: string
          serviceId: string | null
          practitionerId: string | null
          practitionerName: string | null
          quantity: number
          unitPriceMinor: number
          taxBasisPoints: number
          priceIncludesTax: boolean
          netMinor: number
          taxMinor: number
          totalMinor: number
          taxes: ({
            code: string | null
            name: string | null
            ratePpm: number
            taxMinor: number
          })[]
          taxNote: string | null
          discountMinor: number
          discountReason: string | null
          creditedMinor: number
          wholeMinor: number | null
          priceList: string | null
          priceNowMinor: number | null
        })[]
        payments: ({
          paymentId: string
          tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
          receivedOn: string
          reference: string | null
          appliedMinor: number
          amountMinor: number
          refundedMinor: number
        })[]
        writeOffs: ({
          id: string
          amountMinor: number
          reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
          reason: string
          writtenOffOn: string
          createdBy: string
          approvedBy: string | null
          reversedAt: string | null
        })[]
        creditMinor: number
        rowVersion: number
        can: {
          edit: boolean
          approve: boolean
          send: boolean
          void: boolean
          takePayment: boolean
          refund: boolean
          writeOff: boolean
        }
      })[]
    }
  }
  /** Void an issued invoice by a credit note; money on it becomes credit of the client */
  'POST /invoices/{id}/void': {
    takes: {
      id: string
      reason: string
      charges?: "void" | "bill_again"
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Ask another person to approve a write-off */
  'POST /invoices/{id}/write-off-requests': {
    takes: {
      id: string
      amountMinor: number
      reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
      reason: string
    }
    returns: {
      id: string
      invoiceId: string
      invoiceNumber: number
      clientId: string
      clientName: string
      amountMinor: number
      openMinor: number
      currency: string
      reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
      reason: string
      requestedAt: string
      requestedBy: string
      decision: "approved" | "declined" | "withdrawn" | null
      decidedAt: string | null
      decidedBy: string | null
      declineReason: string | null
      can: {
        decide: boolean
        withdraw: boolean
      }
    }
  }
  /** Give up what is open on an invoice, all or some */
  'POST /invoices/{id}/write-offs': {
    takes: {
      id: string
      amountMinor: number
      reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
      reason: string
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** The address that this device shows as a code, for whoever checks in on their own phone */
  'POST /kiosk/phone-link': {
    takes: {}
    returns: {
      url: string
      validUntil: string
    }
  }
  /** Find one’s own visit of today by name, phone or code, always with the birth date */
  'POST /kiosk/search': {
    takes: {
      familyName?: string
      givenName?: string
      phone?: string
      code?: string
      bornOn: string
    }
    returns: {
      state: "found" | "first_name" | "nobody" | "wait"
      url?: string
      seconds?: number
    }
  }
  /** Pair a check-in device: the answered address is opened on it once; for a poster it is printed as a code */
  'POST /kiosks': {
    takes: {
      name: string
      locationId: string
      kind?: "device" | "poster"
    }
    returns: {
      kiosk: {
        id: string
        kind: "device" | "poster"
        name: string
        locationId: string
        locationName: string
        createdAt: string
        createdBy: string
        lastSeenAt: string | null
        revokedAt: string | null
      }
      url: string
    }
  }
  /** Pair a device anew; its earlier pairing ends */
  'POST /kiosks/{id}/link': {
    takes: {
      id: string
    }
    returns: {
      kiosk: {
        id: string
        kind: "device" | "poster"
        name: string
        locationId: string
        locationName: string
        createdAt: string
        createdBy: string
        lastSeenAt: string | null
        revokedAt: string | null
      }
      url: string
    }
  }
  /** A poster as PDF to print, with a code of its own */
  'POST /kiosks/{id}/poster': {
    takes: {
      id: string
    }
    returns: {
      name: string
      pdf: string
    }
  }
  /** Switch a check-in device off */
  'POST /kiosks/{id}/revocation': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "device" | "poster"
      name: string
      locationId: string
      locationName: string
      createdAt: string
      createdBy: string
      lastSeenAt: string | null
      revokedAt: string | null
    }
  }
  /** Note an enquiry that came by telephone or in person */
  'POST /leads': {
    takes: {
      name: string
      email?: string | null
      phone?: string | null
      message?: string | null
      language?: "en" | "de" | null
      ownerId?: string | null
      nextAction?: string | null
      nextActionOn?: string | null
      source: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      phone: string | null
      message: string | null
      source: string
      language: string | null
      stage: "new" | "contacted" | "qualified" | "booked" | "lost"
      lostReason: string | null
      nextAction: string | null
      nextActionOn: string | null
      ownerId: string | null
      clientId: string | null
      createdAt: string
      stageChangedAt: string
      rowVersion: number
    }
  }
  /** Make an enquiry a client without retyping, or name the client that it is */
  'POST /leads/{id}/conversion': {
    takes: {
      id: string
      clientId?: string
      givenName?: "" | string
      familyName?: "" | string
      bornOn?: string | null
    }
    returns: {
      lead: {
        id: string
        name: string
        email: string | null
        phone: string | null
        message: string | null
        source: string
        language: string | null
        stage: "new" | "contacted" | "qualified" | "booked" | "lost"
        lostReason: string | null
        nextAction: string | null
        nextActionOn: string | null
        ownerId: string | null
        clientId: string | null
        createdAt: string
        stageChangedAt: string
        rowVersion: number
      }
      clientId: string
    }
  }
  /** Move an enquiry to another stage; lost needs its reason */
  'POST /leads/{id}/stage': {
    takes: {
      id: string
      rowVersion: number
      stage: "new" | "contacted" | "qualified" | "booked" | "lost"
      lostReason?: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      phone: string | null
      message: string | null
      source: string
      language: string | null
      stage: "new" | "contacted" | "qualified" | "booked" | "lost"
      lostReason: string | null
      nextAction: string | null
      nextActionOn: string | null
      ownerId: string | null
      clientId: string | null
      createdAt: string
      stageChangedAt: string
      rowVersion: number
    }
  }
  /** Open a location */
  'POST /locations': {
    takes: {
      name: string
      addressLines?: string[]
      phone?: string | null
      zone: string
      position?: number
      opening?: {
        weekday: number
        opens: string
        closes: string
      }[]
    }
    returns: {
      id: string
      name: string
      addressLines: string[]
      phone: string | null
      zone: string
      position: number
      archivedAt: string | null
      rowVersion: number
      opening: {
        weekday: number
        opens: string
        closes: string
      }[]
      rooms: ({
        id: string
        name: string
        position: number
        archivedAt: string | null
      })[]
      equipment: ({
        id: string
        name: string
        archivedAt: string | null
        units: ({
          id: string
          name: string
          archivedAt: string | null
        })[]
      })[]
    }
  }
  /** Close a location for good; its past stays */
  'POST /locations/{id}/archiving': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      addressLines: string[]
      phone: string | null
      zone: string
      position: number
      archivedAt: string | null
      rowVersion: number
      opening: {
        weekday: number
        opens: string
        closes: string
      }[]
      rooms: ({
        id: string
        name: string
        position: number
        archivedAt: string | null
      })[]
      equipment: ({
        id: string
        name: string
        archivedAt: string | null
        units: ({
          id: string
          name: string
          archivedAt: string | null
        })[]
      })[]
    }
  }
  /** Add equipment: a pool of like units */
  'POST /locations/{id}/equipment-pools': {
    takes: {
      id: string
      name: string
      units: string[]
    }
    returns: {
      id: string
    }
  }
  /** Close a location on public holidays: those named, or all that are whole days. Twice is once */
  'POST /locations/{id}/holidays/acceptance': {
    takes: {
      id: string
      days?: string[]
      again?: boolean
    }
    returns: {
      closed: ({
        day: string
        lastDay: string
        name: string
        kind: "public" | "bank" | "optional"
        partOfDay: boolean
        substitute: boolean
      })[]
    }
  }
  /** Open a closed location again */
  'POST /locations/{id}/restoration': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      addressLines: string[]
      phone: string | null
      zone: string
      position: number
      archivedAt: string | null
      rowVersion: number
      opening: {
        weekday: number
        opens: string
        closes: string
      }[]
      rooms: ({
        id: string
        name: string
        position: number
        archivedAt: string | null
      })[]
      equipment: ({
        id: string
        name: string
        archivedAt: string | null
        units: ({
          id: string
          name: string
          archivedAt: string | null
        })[]
      })[]
    }
  }
  /** Add a room */
  'POST /locations/{id}/rooms': {
    takes: {
      id: string
      name: string
      position?: number
    }
    returns: {
      id: string
    }
  }
  /** Define a membership: its price for each period, and what members get for it */
  'POST /membership-plans': {
    takes: {
      name: string
      every?: "month" | "quarter" | "year"
      priceMinor: number
      visits?: number
      serviceIds?: string[]
      discountBasisPoints?: number
      noticeDays?: number
    }
    returns: {
      name: string
      every: "month" | "quarter" | "year"
      priceMinor: number
      visits: number
      serviceIds: string[]
      discountBasisPoints: number
      noticeDays: number
      id: string
      archived: boolean
      members: number
      rowVersion: number
    }
  }
  /** Give notice: it ends with the period in which the notice runs out, or today */
  'POST /memberships/{id}/end': {
    takes: {
      id: string
      reason: string
      atOnce?: boolean
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      planId: string
      name: string
      state: "to_begin" | "running" | "paused" | "ending" | "over"
      every: "month" | "quarter" | "year"
      priceMinor: number
      currency: string
      visits: number
      visitsLeft: number
      periodEndsOn: string | null
      serviceNames: string[]
      discountBasisPoints: number
      noticeDays: number
      startedOn: string
      nextOn: string | null
      endsOn: string | null
      pausedFrom: string | null
      pausedUntil: string | null
    }
  }
  /** From the next period on nothing is billed, until a day or until it is resumed */
  'POST /memberships/{id}/pause': {
    takes: {
      id: string
      until?: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      planId: string
      name: string
      state: "to_begin" | "running" | "paused" | "ending" | "over"
      every: "month" | "quarter" | "year"
      priceMinor: number
      currency: string
      visits: number
      visitsLeft: number
      periodEndsOn: string | null
      serviceNames: string[]
      discountBasisPoints: number
      noticeDays: number
      startedOn: string
      nextOn: string | null
      endsOn: string | null
      pausedFrom: string | null
      pausedUntil: string | null
    }
  }
  /** A new secret for what is posted to us; shown once, the old one ends */
  'POST /message-channels/inbound-secret': {
    takes: {}
    returns: {
      secret: string
    }
  }
  /** Send one text message to a number of your own, to see that the gateway works */
  'POST /message-channels/trial': {
    takes: {
      to: string
    }
    returns: {
      sent: boolean
      answer: string
    }
  }
  /** Keep a ready-made text */
  'POST /message-snippets': {
    takes: {
      name: string
      body: string
    }
    returns: {
      items: ({
        id: string
        name: string
        body: string
        text: string | null
        rowVersion: number
      })[]
      fields: string[]
    }
  }
  /** See a wording filled with sample values, before it is saved */
  'POST /message-templates/{key}/{locale}/preview': {
    takes: {
      key: "confirmation" | "reminder" | "moved" | "cancelled" | "requested" | "request_moved" | "declined" | "replan_offer" | "replan_withdrawn" | "visits_booked" | "visits_changed" | "visits_cancelled" | "form_request" | "card_request" | "invoice" | "receipt" | "estimate" | "superbill" | "autopay_notice" | "autopay_confirm" | "autopay_failed" | "instalment_due" | "instalment_missed" | "deposit_request" | "deposit_lapsed" | "fee_charged" | "dunning_1" | "dunning_2" | "dunning_3" | "waitlist_offer" | "portal_notice" | "keyword_answer" | "recall_1" | "recall_2" | "recall_3" | "campaign" | "by_hand"
      locale: "en" | "de"
      subject: string
      title: string
      body: string
      sms?: string
    }
    returns: {
      subject: string
      title: string
      paragraphs: string[]
      button: string
      sms: string
      encoding: "GSM-7" | "UCS-2"
      segments: number
    }
  }
  /** Note that somebody called instead */
  'POST /messages/{id}/call': {
    takes: {
      id: string
      outcome: string
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** Take a planned message back */
  'POST /messages/{id}/cancellation': {
    takes: {
      id: string
      reason?: string
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** A fresh secret link of this message, to show on a tablet or read out */
  'POST /messages/{id}/link': {
    takes: {
      id: string
    }
    returns: {
      url: string | null
    }
  }
  /** Send a failed message again */
  'POST /messages/{id}/retry': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** Send a planned message now */
  'POST /messages/{id}/sending': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** The client writes to the practice */
  'POST /my-messages': {
    takes: {
      text?: string
      fileIds?: string[]
    }
    returns: {
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        zone: string
        locale: string
        country: string
        currency: string
      }
      clientName: string
      items: ({
        id: string
        isOurs: boolean
        at: string
        byName: string | null
        text: string
        files: {
          fileId: string
          name: string
          size: number
        }[]
      })[]
    }
  }
  /** The client sends a file to go with the next message */
  'POST /my-messages/files': {
    takes: {
      name: string
    }
    returns: {
      fileId: string
      name: string
      type: string
      size: number
    }
  }
  /** The client has read what waits on the page */
  'POST /my-messages/reading': {
    takes: {}
    returns: {
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        zone: string
        locale: string
        country: string
        currency: string
      }
      clientName: string
      items: ({
        id: string
        isOurs: boolean
        at: string
        byName: string | null
        text: string
        files: {
          fileId: string
          name: string
          size: number
        }[]
      })[]
    }
  }
  /** The client’s own page: agree that invoices are charged by themselves */
  'POST /my/autopay': {
    takes: {
      agrees: true
    }
    returns: {
      isOffered: boolean
      isOn: boolean
      since: string | null
      text: string
    }
  }
  /** The client’s own page: end automatic payment */
  'POST /my/autopay/end': {
    takes: {}
    returns: {
      isOffered: boolean
      isOn: boolean
      since: string | null
      text: string
    }
  }
  /** The client’s own page: go to the provider’s page to keep a card */
  'POST /my/payment-cards/setups': {
    takes: {
      agrees: true
      returnPath: string
    }
    returns: {
      id: string
      url: string | null
      problem: string | null
    }
  }
  /** Learn about absences now, not only tonight */
  'POST /no-show-model/learning': {
    takes: {}
    returns: {}
  }
  /** Add to a signed note, with the reason */
  'POST /notes/{id}/amendments': {
    takes: {
      id: string
      reason: string
      body: string
    }
    returns: {
      id: string
      state: "draft" | "signed"
      clientId: string
      appointmentId: string | null
      authorName: string
      templateKey: string
      title: {
        en: string
        de: string
      }
      sections: ({
        key: string
        title: {
          en: string
          de: string
        }
        kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
        hint?: {
          en: string
          de: string
        }
        required: boolean
        options?: {
          code: string
          label: {
            en: string
            de: string
          }
        }[]
        min?: number
        max?: number
      })[]
      privacy: "team" | "author"
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      startedAt: string
      savedAt: string | null
      signedAt: string | null
      signedBy: string | null
      documentSha256: string | null
      rowVersion: number
      amendments: {
        id: string
        authorName: string
        reason: string
        body: string
        amendedAt: string
      }[]
      can: {
        edit: boolean
        sign: boolean
        amend: boolean
        discard: boolean
      }
    }
  }
  /** Throw a draft away, with the reason */
  'POST /notes/{id}/discard': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
    }
  }
  /** Sign a note: it cannot be changed any more, and its visit is done */
  'POST /notes/{id}/signature': {
    takes: {
      id: string
      rowVersion: number
    }
    returns: {
      id: string
      state: "draft" | "signed"
      clientId: string
      appointmentId: string | null
      authorName: string
      templateKey: string
      title: {
        en: string
        de: string
      }
      sections: ({
        key: string
        title: {
          en: string
          de: string
        }
        kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
        hint?: {
          en: string
          de: string
        }
        required: boolean
        options?: {
          code: string
          label: {
            en: string
            de: string
          }
        }[]
        min?: number
        max?: number
      })[]
      privacy: "team" | "author"
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      startedAt: string
      savedAt: string | null
      signedAt: string | null
      signedBy: string | null
      documentSha256: string | null
      rowVersion: number
      amendments: {
        id: string
        authorName: string
        reason: string
        body: string
        amendedAt: string
      }[]
      can: {
        edit: boolean
        sign: boolean
        amend: boolean
        discard: boolean
      }
    }
  }
  /** Take the offered time; the first has it, everybody else stays on the list */
  'POST /offer/acceptance': {
    takes: {}
    returns: {
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
      token: string
      manageUrl: string
    }
  }
  /** Take one of the next free times instead, when the offered one is gone; as if booked online */
  'POST /offer/other-time': {
    takes: {
      startsAt: string
      practitionerId: string
      locationId: string
    }
    returns: {
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
      token: string
      manageUrl: string
    }
  }
  /** No, thanks: the client stays on the list */
  'POST /offer/refusal': {
    takes: {
      never?: boolean
    }
    returns: {
      state: "open" | "claimed" | "declined" | "lost" | "expired" | "withdrawn"
      expiresAt: string
      service: {
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      }
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      replaces: {
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      isWaiting: boolean
      bookableOnline: boolean
      alternatives: {
        startsAt: string
        endsAt: string
        practitionerId: string
        locationId: string
        practitionerName: string
        locationName: string
      }[]
    }
  }
  /** Leave the waitlist */
  'POST /offer/withdrawal': {
    takes: {}
    returns: {
      state: "open" | "claimed" | "declined" | "lost" | "expired" | "withdrawn"
      expiresAt: string
      service: {
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      }
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      replaces: {
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      isWaiting: boolean
      bookableOnline: boolean
      alternatives: {
        startsAt: string
        endsAt: string
        practitionerId: string
        locationId: string
        practitionerName: string
        locationName: string
      }[]
    }
  }
  /** Book somebody beside a visit that will probably not take place */
  'POST /overbookings': {
    takes: {
      besideId: string
      clientId: string
      serviceId: string
      durationMinutes?: number
      notes?: string | null
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Define a package: what it pays for, what it costs, how long it lasts */
  'POST /package-types': {
    takes: {
      name: string
      serviceIds?: string[]
      unit?: "visit" | "amount"
      units: number
      priceMinor: number
      validMonths?: number | null
      forFamily?: boolean
      onExpiry?: "earn" | "keep"
    }
    returns: {
      name: string
      serviceIds: string[]
      unit: "visit" | "amount"
      units: number
      priceMinor: number
      validMonths: number | null
      forFamily: boolean
      onExpiry: "earn" | "keep"
      id: string
      archived: boolean
      rowVersion: number
    }
  }
  /** Give a package more time; without a day it never expires */
  'POST /packages/{id}/extension': {
    takes: {
      id: string
      expiresOn: string | null
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      name: string
      state: "not_billed" | "running" | "used_up" | "expired" | "refunded" | "void"
      unit: "visit" | "amount"
      units: number
      unitsLeft: number
      serviceIds: string[]
      serviceNames: string[]
      forFamily: boolean
      valueMinor: number
      valueLeftMinor: number
      currency: string
      soldOn: string | null
      expiresOn: string | null
      invoiceId: string | null
      invoiceNumber: number | null
      isUnpaid: boolean
      uses: ({
        id: string
        clientId: string
        clientName: string
        appointmentId: string | null
        description: string
        usedOn: string
        units: number
        valueMinor: number
        undoneAt: string | null
      })[]
    }
  }
  /** Give back what is left of a package: it becomes the client’s credit */
  'POST /packages/{id}/refund': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      name: string
      state: "not_billed" | "running" | "used_up" | "expired" | "refunded" | "void"
      unit: "visit" | "amount"
      units: number
      unitsLeft: number
      serviceIds: string[]
      serviceNames: string[]
      forFamily: boolean
      valueMinor: number
      valueLeftMinor: number
      currency: string
      soldOn: string | null
      expiresOn: string | null
      invoiceId: string | null
      invoiceNumber: number | null
      isUnpaid: boolean
      uses: ({
        id: string
        clientId: string
        clientName: string
        appointmentId: string | null
        description: string
        usedOn: string
        units: number
        valueMinor: number
        undoneAt: string | null
      })[]
    }
  }
  /** Add a rule: which forms and consents go to whom, and when */
  'POST /packet-rules': {
    takes: {
      title: string
      serviceIds?: string[]
      categories?: string[]
      audience?: "anyone" | "new" | "returning"
      minAge?: number | null
      maxAge?: number | null
      languages?: string[]
      items: ({
        kind: "form" | "consent" | "service_forms"
        key: string
        blocks: boolean
      })[]
      validMonths?: number | null
      askWhen?: "booking" | "days_before" | "check_in"
      daysBefore?: number | null
      chaseTimes?: number
      chaseGapHours?: number
      chaseLastHours?: number
    }
    returns: {
      id: string
      title: string
      serviceIds: string[]
      categories: string[]
      audience: "anyone" | "new" | "returning"
      minAge: number | null
      maxAge: number | null
      languages: string[]
      items: ({
        kind: "form" | "consent" | "service_forms"
        key: string
        blocks: boolean
      })[]
      validMonths: number | null
      askWhen: "booking" | "days_before" | "check_in"
      daysBefore: number | null
      chaseTimes: number
      chaseGapHours: number
      chaseLastHours: number
      readyKey: string | null
      isOn: boolean
      rowVersion: number
    }
  }
  /** Let the rules as they are now reach the visits that are booked already */
  'POST /packet-rules/reach': {
    takes: {}
    returns: {
      begun: true
    }
  }
  /** Put the ready-made rules in where they are missing */
  'POST /packet-rules/ready': {
    takes: {}
    returns: {
      items: ({
        id: string
        title: string
        serviceIds: string[]
        categories: string[]
        audience: "anyone" | "new" | "returning"
        minAge: number | null
        maxAge: number | null
        languages: string[]
        items: ({
          kind: "form" | "consent" | "service_forms"
          key: string
          blocks: boolean
        })[]
        validMonths: number | null
        askWhen: "booking" | "days_before" | "check_in"
        daysBefore: number | null
        chaseTimes: number
        chaseGapHours: number
        chaseLastHours: number
        readyKey: string | null
        isOn: boolean
        rowVersion: number
      })[]
    }
  }
  /** Switch a rule on or off */
  'POST /packet-rules/{id}/switch': {
    takes: {
      id: string
      on: boolean
    }
    returns: {
      id: string
      title: string
      serviceIds: string[]
      categories: string[]
      audience: "anyone" | "new" | "returning"
      minAge: number | null
      maxAge: number | null
      languages: string[]
      items: ({
        kind: "form" | "consent" | "service_forms"
        key: string
        blocks: boolean
      })[]
      validMonths: number | null
      askWhen: "booking" | "days_before" | "check_in"
      daysBefore: number | null
      chaseTimes: number
      chaseGapHours: number
      chaseLastHours: number
      readyKey: string | null
      isOn: boolean
      rowVersion: number
    }
  }
  /** Go to the card provider’s page for the open amount, or a part of it */
  'POST /pay/checkout': {
    takes: {
      amountMinor?: number
      returnPath: string
      keepCard?: boolean
    }
    returns: {
      id: string
      url: string | null
      problem: string | null
    }
  }
  /** Go to the card provider’s page to pay a deposit */
  'POST /pay/deposit/checkout': {
    takes: {
      returnPath: string
    }
    returns: {
      id: string
      url: string | null
      problem: string | null
    }
  }
  /** The payment page: agree to the instalments that the practice proposes */
  'POST /pay/plan/agreement': {
    takes: {
      agrees: true
    }
    returns: {
      done: true
    }
  }
  /** The payment page: do not charge this invoice to the kept card */
  'POST /pay/planned-charge/stop': {
    takes: {}
    returns: {
      done: true
    }
  }
  /** Add a payer */
  'POST /payers': {
    takes: {
      name: string
      code?: string | null
      phone?: string | null
    }
    returns: {
      id: string
      name: string
      code: string | null
      phone: string | null
      isDemo: boolean
      retiredAt: string | null
      policies: number
      rowVersion: number
    }
  }
  /** Add five made-up payers, to try everything out with the practice’s own clearinghouse */
  'POST /payers/demo': {
    takes: {}
    returns: {
      added: number
    }
  }
  /** Read a list of payers from CSV: the number decides who is who, nobody is removed */
  'POST /payers/import': {
    takes: {}
    returns: {
      added: number
      changed: number
      unchanged: number
      refused: {
        line: number
        why: string
      }[]
    }
  }
  /** Make a card the one that is charged when nothing else is said */
  'POST /payment-cards/{id}/default': {
    takes: {
      id: string
    }
    returns: {
      id: string
      brand: string
      last4: string
      expMonth: number
      expYear: number
      isExpired: boolean
      isDefault: boolean
      agreedAt: string
    }
  }
  /** Give money of a payment back */
  'POST /payments/{id}/refunds': {
    takes: {
      id: string
      amountMinor: number
      tender?: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      provider: string | null
      amountMinor: number
      unappliedMinor: number
      refundedMinor: number
      currency: string
      receivedOn: string
      reference: string | null
      locationId: string | null
      createdAt: string
      createdBy: string
      reversedAt: string | null
      reversedBy: string | null
      reverseReason: string | null
      appliedTo: {
        invoiceId: string
        number: number
        appliedMinor: number
      }[]
      refunds: ({
        id: string
        amountMinor: number
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        state: "done" | "sending" | "failed"
        reason: string
        refundedOn: string
        createdBy: string
      })[]
      disputes: ({
        id: string
        state: "open" | "won" | "lost"
        amountMinor: number
        reason: string
        evidenceDueAt: string | null
        openedAt: string
        closedAt: string | null
      })[]
      rowVersion: number
      can: {
        refund: boolean
        reverse: boolean
      }
    }
  }
  /** Take back a payment that was entered by mistake */
  'POST /payments/{id}/reversal': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
      provider: string | null
      amountMinor: number
      unappliedMinor: number
      refundedMinor: number
      currency: string
      receivedOn: string
      reference: string | null
      locationId: string | null
      createdAt: string
      createdBy: string
      reversedAt: string | null
      reversedBy: string | null
      reverseReason: string | null
      appliedTo: {
        invoiceId: string
        number: number
        appliedMinor: number
      }[]
      refunds: ({
        id: string
        amountMinor: number
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        state: "done" | "sending" | "failed"
        reason: string
        refundedOn: string
        createdBy: string
      })[]
      disputes: ({
        id: string
        state: "open" | "won" | "lost"
        amountMinor: number
        reason: string
        evidenceDueAt: string | null
        openedAt: string
        closedAt: string | null
      })[]
      rowVersion: number
      can: {
        refund: boolean
        reverse: boolean
      }
    }
  }
  /** Resolve what does not fit in a payout: as a client’s payment, as the provider’s price, or as it is */
  'POST /payout-lines/{id}/resolution': {
    takes: {
      id: string
      as: "payment" | "cost" | "accepted"
      clientId?: string | null
      reason: string
    }
    returns: {
      id: string
      provider: string
      providerRef: string
      amountMinor: number
      feeMinor: number
      currency: string
      state: "pending" | "paid" | "failed"
      arrivesOn: string
      postedOn: string | null
      lines: number
      differences: number
      bankLineId: string | null
      fetchedAt: string
      items: ({
        id: string
        kind: "payment" | "refund" | "dispute" | "cost" | "other"
        description: string | null
        happenedOn: string
        grossMinor: number
        feeMinor: number
        netMinor: number
        paymentId: string | null
        clientName: string | null
        sourceRef: string | null
        bookedMinor: number | null
        difference: "unknown" | "amount" | "currency" | null
        resolvedAs: "payment" | "cost" | "accepted" | null
        resolvedNote: string | null
        resolvedBy: string | null
      })[]
    }
  }
  /** Ask the card provider for its payouts now */
  'POST /payouts/fetch': {
    takes: {}
    returns: {
      asked: string
    }
  }
  /** Book the visits of a plan: all chosen times, or none */
  'POST /plans': {
    takes: {
      clientId?: string
      newClient?: {
        givenName: string
        familyName: string
        email?: string | null
        phone?: string | null
        bornOn?: string | null
        language?: "en" | "de" | null
      }
      episodeId?: string | null
      serviceId: string
      practitionerId?: string | null
      locationId?: string | null
      durationMinutes?: number
      visits: number
      from: string
      minGapDays?: number
      maxGapDays?: number | null
      perWeek?: number | null
      samePractitioner?: boolean
      weekdays?: number[] | null
      dayPart?: "morning" | "afternoon" | "evening" | null
      sameTime?: boolean
      times: {
        startsAt: string
        practitionerId: string
        locationId: string
      }[]
    }
    returns: {
      id: string
      clientId: string
      service: {
        id: string
        name: string
      }
      episodeId: string | null
      createdAt: string
      createdBy: string
      conditions: Record<string, unknown>
      progress: {
        visits: number
        done: number
        missed: number
        booked: number
        left: number
      }
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Search times for a plan of several visits; when not all fit, what to give up for more of them */
  'POST /plans/preview': {
    takes: {
      clientId?: string | null
      serviceId: string
      practitionerId?: string | null
      locationId?: string | null
      durationMinutes?: number
      visits: number
      from: string
      minGapDays?: number
      maxGapDays?: number | null
      perWeek?: number | null
      samePractitioner?: boolean
      weekdays?: number[] | null
      dayPart?: "morning" | "afternoon" | "evening" | null
      sameTime?: boolean
    }
    returns: {
      zone: string
      options: ({
        kind: "as_wished" | "other_times" | "other_weekdays" | "other_times_and_weekdays" | "other_practitioner" | "several_practitioners" | "closer" | "any"
        of: number
        times: {
          startsAt: string
          endsAt: string
          wall: string
          practitionerId: string
          locationId: string
        }[]
        practitioners: {
          id: string
          name: string
        }[]
        weekdays: number[]
        dayParts: ("morning" | "afternoon" | "evening")[]
      })[]
    }
  }
  /** Cancel the visits of a plan that are still ahead */
  'POST /plans/{id}/cancellation': {
    takes: {
      id: string
      by: "client" | "practice"
      reason?: string
    }
    returns: {
      id: string
      clientId: string
      service: {
        id: string
        name: string
      }
      episodeId: string | null
      createdAt: string
      createdBy: string
      conditions: Record<string, unknown>
      progress: {
        visits: number
        done: number
        missed: number
        booked: number
        left: number
      }
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Take back the last step with a plan, if nobody changed its visits since */
  'POST /plans/{id}/undo': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      service: {
        id: string
        name: string
      }
      episodeId: string | null
      createdAt: string
      createdBy: string
      conditions: Record<string, unknown>
      progress: {
        visits: number
        done: number
        missed: number
        booked: number
        left: number
      }
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Ask the payer whether and how the client is covered */
  'POST /policies/{id}/checks': {
    takes: {
      id: string
      appointmentId?: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      policyId: string
      payerName: string
      memberId: string
      appointmentId: string | null
      state: "waiting" | "sent" | "answered" | "failed"
      why: "by_hand" | "before_visit"
      serviceOn: string
      askedAt: string
      askedBy: string
      sentAt: string | null
      answeredAt: string | null
      tries: number
      trouble: string | null
      troubleText: string | null
      verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
      needsAuthorisation: boolean
      settledAt: string | null
      settledBy: string | null
      settledNote: string | null
    }
  }
  /** Say that what a client entered is right; the policy it takes the place of ends */
  'POST /policies/{id}/confirmation': {
    takes: {
      id: string
      rowVersion: number
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string
      payerCode: string | null
      memberId: string
      groupNumber: string | null
      planName: string | null
      relation: "self" | "spouse" | "child" | "other"
      holder: {
        clientId: string | null
        givenName: string | null
        familyName: string | null
        bornOn: string | null
      }
      priority: number
      validFrom: string | null
      validTo: string | null
      copayMinor: number | null
      state: "proposed" | "in_force" | "ended" | "declined"
      replacesId: string | null
      enteredBy: "client" | "staff"
      createdAt: string
      confirmedAt: string | null
      confirmedBy: string | null
      endedAt: string | null
      endReason: string | null
      rowVersion: number
      cover: {
        checkId: string
        state: "waiting" | "sent" | "answered" | "failed"
        trouble: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        askedAt: string
        answeredAt: string | null
        isStale: boolean
        isMadeUp: boolean
        plan: string | null
        coverFrom: string | null
        coverTo: string | null
        needsAuthorisation: boolean
        rejections: ({
          level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
          code: string
          followUp: string
          segment: number
        })[]
        figures: {
          copayMinor: number | null
          coinsurancePercent: number | null
          deductibleMinor: number | null
          deductibleLeftMinor: number | null
          outOfPocketMinor: number | null
          outOfPocketLeftMinor: number | null
          visitsLeft: number | null
          visitsAllowed: number | null
        }
      } | null
      can: {
        change: boolean
        confirm: boolean
        end: boolean
        check: boolean
      }
    }
  }
  /** End a policy; it is kept with its reason */
  'POST /policies/{id}/end': {
    takes: {
      id: string
      endsOn?: string | null
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string
      payerCode: string | null
      memberId: string
      groupNumber: string | null
      planName: string | null
      relation: "self" | "spouse" | "child" | "other"
      holder: {
        clientId: string | null
        givenName: string | null
        familyName: string | null
        bornOn: string | null
      }
      priority: number
      validFrom: string | null
      validTo: string | null
      copayMinor: number | null
      state: "proposed" | "in_force" | "ended" | "declined"
      replacesId: string | null
      enteredBy: "client" | "staff"
      createdAt: string
      confirmedAt: string | null
      confirmedBy: string | null
      endedAt: string | null
      endReason: string | null
      rowVersion: number
      cover: {
        checkId: string
        state: "waiting" | "sent" | "answered" | "failed"
        trouble: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        askedAt: string
        answeredAt: string | null
        isStale: boolean
        isMadeUp: boolean
        plan: string | null
        coverFrom: string | null
        coverTo: string | null
        needsAuthorisation: boolean
        rejections: ({
          level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
          code: string
          followUp: string
          segment: number
        })[]
        figures: {
          copayMinor: number | null
          coinsurancePercent: number | null
          deductibleMinor: number | null
          deductibleLeftMinor: number | null
          outOfPocketMinor: number | null
          outOfPocketLeftMinor: number | null
          visitsLeft: number | null
          visitsAllowed: number | null
        }
      } | null
      can: {
        change: boolean
        confirm: boolean
        end: boolean
        check: boolean
      }
    }
  }
  /** Say that what a client entered does not count */
  'POST /policies/{id}/refusal': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string
      payerCode: string | null
      memberId: string
      groupNumber: string | null
      planName: string | null
      relation: "self" | "spouse" | "child" | "other"
      holder: {
        clientId: string | null
        givenName: string | null
        familyName: string | null
        bornOn: string | null
      }
      priority: number
      validFrom: string | null
      validTo: string | null
      copayMinor: number | null
      state: "proposed" | "in_force" | "ended" | "declined"
      replacesId: string | null
      enteredBy: "client" | "staff"
      createdAt: string
      confirmedAt: string | null
      confirmedBy: string | null
      endedAt: string | null
      endReason: string | null
      rowVersion: number
      cover: {
        checkId: string
        state: "waiting" | "sent" | "answered" | "failed"
        trouble: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        askedAt: string
        answeredAt: string | null
        isStale: boolean
        isMadeUp: boolean
        plan: string | null
        coverFrom: string | null
        coverTo: string | null
        needsAuthorisation: boolean
        rejections: ({
          level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
          code: string
          followUp: string
          segment: number
        })[]
        figures: {
          copayMinor: number | null
          coinsurancePercent: number | null
          deductibleMinor: number | null
          deductibleLeftMinor: number | null
          outOfPocketMinor: number | null
          outOfPocketLeftMinor: number | null
          visitsLeft: number | null
          visitsAllowed: number | null
        }
      } | null
      can: {
        change: boolean
        confirm: boolean
        end: boolean
        check: boolean
      }
    }
  }
  /** Set or add the hours of several days at once: all from one day to another, or some weekdays of them */
  'POST /practitioners/{id}/days': {
    takes: {
      id: string
      from: string
      to: string
      weekdays?: number[]
      effect?: "replace" | "add"
      hours: {
        locationId: string
        starts: string
        ends: string
        nextDay?: boolean
      }[]
      note?: string | null
    }
    returns: {
      days: string[]
      outside: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Add a product */
  'POST /products': {
    takes: {
      name: string
      sku: string
      barcode?: string | null
      priceMinor: number
      taxBasisPoints?: number
      keepsStock?: boolean
      mayGoNegative?: boolean
      lowAt?: number
    }
    returns: {
      name: string
      sku: string
      barcode: string | null
      priceMinor: number
      taxBasisPoints: number
      keepsStock: boolean
      mayGoNegative: boolean
      lowAt: number
      id: string
      archived: boolean
      rowVersion: number
      stock: {
        locationId: string
        locationName: string
        onHand: number
        isLow: boolean
      }[]
    }
  }
  /** Stock that came, was lost, used, or counted (then the quantity is what is there) */
  'POST /products/{id}/movements': {
    takes: {
      id: string
      locationId: string
      kind: "received" | "counted" | "lost" | "used" | "moved"
      quantity: number
      reason?: string | null
    }
    returns: {
      name: string
      sku: string
      barcode: string | null
      priceMinor: number
      taxBasisPoints: number
      keepsStock: boolean
      mayGoNegative: boolean
      lowAt: number
      id: string
      archived: boolean
      rowVersion: number
      stock: {
        locationId: string
        locationName: string
        onHand: number
        isLow: boolean
      }[]
    }
  }
  /** Mail a link to a client who does not want to type everything; says nothing about who is known */
  'POST /public/{practice}/booking-links': {
    takes: {
      practice: string
      email: string
      language?: "en" | "de"
    }
    returns: {
      sent: true
    }
  }
  /** Send an enquiry to a practice from its public page */
  'POST /public/{practice}/enquiries': {
    takes: {
      practice: string
      name: string
      email?: string
      phone?: string
      message?: string
      language?: "en" | "de"
      source?: string
      utmSource?: string
      referrer?: string
      website?: string
    }
    returns: {
      received: true
    }
  }
  /** Keep a time for ten minutes while the client gives their details */
  'POST /public/{practice}/holds': {
    takes: {
      practice: string
      serviceId: string
      startsAt: string
      practitionerId?: string | null
      locationId?: string | null
      mode?: "in_person" | "video" | "phone" | "home"
      durationMinutes?: number
      also?: {
        serviceId: string
        durationMinutes?: number
      }[]
      link?: string | null
      puzzle?: {
        challenge: string
        answer: string
      } | null
    }
    returns: {
      token: string
      heldUntil: string
      visit: {
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        service: {
          id: string
          name: string
          instructions: string | null
        }
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        parts: ({
          serviceId: string
          name: string
          practitioner: {
            id: string
            name: string
            title: string | null
          } | null
          startsAt: string
          endsAt: string
          priceMinor: number
        })[]
        series: {
          startsAt: string
          endsAt: string
        }[]
        location: {
          id: string
          name: string
          addressLines: string[]
          phone: string | null
        }
        practice: {
          slug: string
          name: string
          phone: string | null
          email: string | null
          locale: string
          country: string
        }
        clientName: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        priceMinor: number
        currency: string
        cancelUntil: string
        moveUntil: string
        answerBy: string | null
        cancelledLate: boolean | null
        can: {
          confirm: boolean
          cancel: boolean
          move: boolean
        }
      }
    }
  }
  /** A mail server brings a mail as it came (raw MIME); proved by its signature */
  'POST /public/{practice}/mail/inbound': {
    takes: {
      practice: string
    }
    returns: {
      received: true
    }
  }
  /** A card provider tells what happened; proved by its signature over the raw body */
  'POST /public/{practice}/payment-webhooks/{provider}': {
    takes: {
      practice: string
      provider: string
    }
    returns: {
      received: true
    }
  }
  /** The test gateway’s page: the payer says what should happen */
  'POST /public/{practice}/test-gateway/{session}/decision': {
    takes: {
      practice: string
      session: string
      outcome: "succeed" | "decline" | "leave"
    }
    returns: {
      state: "open" | "paid" | "left"
    }
  }
  /** Any gateway brings a text message: {id, from, text}; proved by its signature */
  'POST /public/{practice}/text-messages/http/inbound': {
    takes: {
      practice: string
    }
    returns: {
      received: true
    }
  }
  /** Any gateway reports what became of a text message: {id, state, code?}; proved by its signature */
  'POST /public/{practice}/text-messages/http/reports': {
    takes: {
      practice: string
      message?: string
    }
    returns: {
      received: true
    }
  }
  /** Twilio brings a text message of a client; proved by its signature */
  'POST /public/{practice}/text-messages/twilio/inbound': {
    takes: {
      practice: string
    }
    returns: null
  }
  /** Twilio reports what became of a text message; proved by its signature */
  'POST /public/{practice}/text-messages/twilio/reports': {
    takes: {
      practice: string
      message?: string
    }
    returns: null
  }
  /** Wait for a time when none suits; a stranger’s wish is an enquiry where strangers have to be confirmed */
  'POST /public/{practice}/waitlist': {
    takes: {
      practice: string
      givenName?: string
      familyName?: string
      email?: string
      phone?: string | null
      bornOn?: string | null
      language?: "en" | "de"
      notes?: string | null
      bookedBy?: {
        name: string
        relation: "parent" | "guardian" | "partner" | "child" | "other"
      } | null
      person?: {
        token: string
        clientId?: string
        relative?: {
          givenName: string
          familyName: string
          bornOn: string
          relation: "parent" | "guardian" | "partner" | "child" | "other"
        }
      }
      source?: string | null
      website?: string
      serviceId: string
      practitionerId?: string | null
      locationId?: string | null
      mode?: "in_person" | "video" | "phone" | "home"
      dayParts?: ("morning" | "afternoon" | "evening")[]
      toDay?: string | null
      link?: string | null
      puzzle?: {
        challenge: string
        answer: string
      } | null
    }
    returns: {
      kept: "waitlist" | "enquiry"
    }
  }
  /** Take a ready form over: at once where there is none of that name, else as a draft to compare and publish */
  'POST /ready-forms/{key}': {
    takes: {
      key: string
      pack: string
    }
    returns: {
      key: string
      as: "published" | "draft"
    }
  }
  /** Make a kind of recall; visits of the past start it at once */
  'POST /recall-types': {
    takes: {
      name: string
      months: number
      days: number
      exclusiveGroup: string | null
      fromAge: number | null
      untilAge: number | null
      triggerServiceIds: string[]
      bookServiceId: string | null
      firstReminderDays: number
      againAfterDays: number[]
    }
    returns: {
      id: string
      name: string
      months: number
      days: number
      exclusiveGroup: string | null
      fromAge: number | null
      untilAge: number | null
      triggerServiceIds: string[]
      bookServiceId: string | null
      firstReminderDays: number
      againAfterDays: number[]
      rowVersion: number
    }
  }
  /** Use a kind of recall no longer */
  'POST /recall-types/{id}/archiving': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Remind of these now; a family in one message */
  'POST /recalls/reminders': {
    takes: {
      ids: string[]
    }
    returns: {
      messages: number
      recalls: number
      left: ({
        id: string
        standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      })[]
    }
  }
  /** Let the due day follow the visits again */
  'POST /recalls/{id}/calculated-day': {
    takes: {
      id: string
      rowVersion: number
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      }
      typeId: string
      typeName: string
      previousOn: string | null
      dueOn: string
      calculatedDueOn: string | null
      months: number | null
      days: number | null
      note: string
      isUrgent: boolean
      disabledAt: string | null
      disabledUntil: string | null
      disabledUntilBalanceMinor: number | null
      familyBalanceMinor: number | null
      remindersSent: number
      remindersPlanned: number
      remindedAt: string | null
      nextReminderOn: string | null
      scheduledAt: string | null
      scheduledId: string | null
      bookServiceId: string | null
      standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      rowVersion: number
      can: {
        edit: boolean
        remind: boolean
      }
    }
  }
  /** Note a call about a recall; one that counts is a reminder */
  'POST /recalls/{id}/calls': {
    takes: {
      id: string
      note: string
      counts?: boolean
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      }
      typeId: string
      typeName: string
      previousOn: string | null
      dueOn: string
      calculatedDueOn: string | null
      months: number | null
      days: number | null
      note: string
      isUrgent: boolean
      disabledAt: string | null
      disabledUntil: string | null
      disabledUntilBalanceMinor: number | null
      familyBalanceMinor: number | null
      remindersSent: number
      remindersPlanned: number
      remindedAt: string | null
      nextReminderOn: string | null
      scheduledAt: string | null
      scheduledId: string | null
      bookServiceId: string | null
      standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      rowVersion: number
      can: {
        edit: boolean
        remind: boolean
      }
    }
  }
  /** Let another kind of the same group hold for this client */
  'POST /recalls/{id}/switch': {
    takes: {
      id: string
      typeId: string
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      }
      typeId: string
      typeName: string
      previousOn: string | null
      dueOn: string
      calculatedDueOn: string | null
      months: number | null
      days: number | null
      note: string
      isUrgent: boolean
      disabledAt: string | null
      disabledUntil: string | null
      disabledUntilBalanceMinor: number | null
      familyBalanceMinor: number | null
      remindersSent: number
      remindersPlanned: number
      remindedAt: string | null
      nextReminderOn: string | null
      scheduledAt: string | null
      scheduledId: string | null
      bookServiceId: string | null
      standing: "disabled" | "paused" | "owes" | "scheduled" | "reminded" | "to_call" | "due" | "later"
      rowVersion: number
      can: {
        edit: boolean
        remind: boolean
      }
    }
  }
  /** Charge a client again and again: every so many weeks, months or years */
  'POST /recurring-charges': {
    takes: {
      clientId: string
      kind?: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      serviceId?: string | null
      practitionerId?: string | null
      locationId?: string | null
      quantity?: number
      unitPriceMinor?: number | null
      every: number
      unit: "week" | "month" | "year"
      startsOn: string
      endsOn?: string | null
      mode?: "draft" | "send"
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      serviceId: string | null
      quantity: number
      unitPriceMinor: number | null
      every: number
      unit: "week" | "month" | "year"
      startsOn: string
      endsOn: string | null
      mode: "draft" | "send"
      state: "active" | "paused" | "over" | "ended"
      next: string[]
      billed: number
      lastBilledOn: string | null
      createdBy: string
      pausedAt: string | null
      rowVersion: number
    }
  }
  /** End it for good; what was billed stays */
  'POST /recurring-charges/{id}/end': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      serviceId: string | null
      quantity: number
      unitPriceMinor: number | null
      every: number
      unit: "week" | "month" | "year"
      startsOn: string
      endsOn: string | null
      mode: "draft" | "send"
      state: "active" | "paused" | "over" | "ended"
      next: string[]
      billed: number
      lastBilledOn: string | null
      createdBy: string
      pausedAt: string | null
      rowVersion: number
    }
  }
  /** Take the offered time, or another free one; the visit moves at once */
  'POST /replan/acceptance': {
    takes: {
      time?: {
        startsAt: string
        practitionerId: string
      }
      seen?: string
    }
    returns: {
      state: "open" | "accepted" | "call" | "over"
      outcome: "accepted" | "taken" | "to_do" | "changed" | null
      practice: {
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      service: string
      old: {
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      }
      proposal: {
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      } | null
      isSecond: boolean
      answerBy: string | null
    }
  }
  /** None of the times will do: ask for a call */
  'POST /replan/call': {
    takes: {}
    returns: {
      state: "open" | "accepted" | "call" | "over"
      outcome: "accepted" | "taken" | "to_do" | "changed" | null
      practice: {
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      service: string
      old: {
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      }
      proposal: {
        startsAt: string
        endsAt: string
        zone: string
        practitioner: {
          id: string
          name: string
        } | null
        standsIn?: boolean
        location: {
          id: string
          name: string
        }
      } | null
      isSecond: boolean
      answerBy: string | null
    }
  }
  /** A practitioner, room, unit of equipment or location is lost for a time: propose new times for all visits concerned */
  'POST /replannings': {
    takes: {
      practitionerId?: string
      roomId?: string
      unitId?: string
      locationId?: string
      from: string
      to: string
      reason?: string
      searchDays?: number
      answerHours?: number
      approach?: "move" | "offer"
      markAway?: boolean
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** A day with holes: propose moves that close them, within limits */
  'POST /replannings/gaps': {
    takes: {
      practitionerId: string
      day: string
      maxShiftMinutes?: number
      answerHours?: number
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** A full week: propose moving visits to colleagues with time in the same week */
  'POST /replannings/levelling': {
    takes: {
      practitionerId: string
      week: string
      answerHours?: number
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Approve all open visits, or these: they are moved or offered one after the other */
  'POST /replannings/{id}/approval': {
    takes: {
      id: string
      rowIds?: string[]
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Propose again for all visits that are open and not pinned */
  'POST /replannings/{id}/proposals': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Note a call of the to-do list: reached, not reached, whose it is, a note */
  'POST /replannings/{id}/rows/{rowId}/call': {
    takes: {
      id: string
      rowId: string
      outcome?: "reached" | "not_reached"
      staffId?: string | null
      note?: string | null
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Take the approval back, as far as clients have not accepted and the old times are free */
  'POST /replannings/{id}/undo': {
    takes: {
      id: string
    }
    returns: {
      id: string
      kind: "lost" | "gaps" | "level"
      what: {
        id: string
        name: string
        type: "practitioner" | "room" | "unit" | "location"
      }
      from: string
      to: string
      zone: string
      reason: string | null
      state: "draft" | "carrying_out" | "open" | "done" | "undone"
      createdBy: string
      createdAt: string
      approvedBy: string | null
      approvedAt: string | null
      undoneBy: string | null
      undoneAt: string | null
      answerHours: number
      counts: Record<string, number>
      totals: {
        visits: number
        placed: number
        samePractitioner: number
        averageDays: number
        cost: number
        bound: number
      }
      rows: ({
        id: string
        appointmentId: string
        client: {
          id: string
          name: string
          phone: string | null
          hasEmail: boolean
        }
        service: string
        old: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        }
        proposal: {
          startsAt: string
          endsAt: string
          zone: string
          practitioner: {
            id: string
            name: string
          } | null
          location: {
            id: string
            name: string
          }
          room: {
            id: string
            name: string
          } | null
        } | null
        cost: number
        terms: ({
          code: "later" | "earlier" | "other_practitioner" | "substitute" | "other_time_of_day" | "other_weekday" | "other_location" | "spacing" | "short_notice" | "other_room" | "other_unit" | "other_assistant"
          points: number
          values: Record<string, string | number>
        })[]
        whyNot: "no_free_time" | "taken_by_others" | "between_neighbours" | "bundle" | "session" | null
        choice: "move" | "offer" | "leave" | "cancel" | "call"
        pinned: boolean
        state: "proposed" | "nothing_fits" | "queued" | "moved" | "offered" | "accepted" | "todo" | "settled" | "left" | "cancelled" | "changed" | "undoing" | "undone" | "not_undone"
        reproposedAt: string | null
        answerBy: string | null
        answeredAt: string | null
        why: string | null
        tries: number
        note: string | null
        assignee: {
          id: string
          name: string
        } | null
      })[]
      can: {
        approve: boolean
        undo: boolean
        discard: boolean
      }
    }
  }
  /** Book a series: every date, or none */
  'POST /series': {
    takes: {
      clientId?: string
      newClient?: {
        givenName: string
        familyName: string
        email?: string | null
        phone?: string | null
        bornOn?: string | null
        language?: "en" | "de" | null
      }
      serviceId: string
      practitionerId?: string | null
      locationId?: string | null
      roomId?: string | null
      durationMinutes?: number
      mode?: "in_person" | "video" | "phone" | "home"
      rule: string
      start: string
      rows?: ({
        wall: string
        choice: "book" | "skip" | "move" | "force"
        startsAt?: string
        reason?: string
      })[]
      priceMinor?: number
      notes?: string | null
      episodeId?: string | null
    }
    returns: {
      id: string
      clientId: string
      rule: string
      startsOn: string
      startsTime: string
      zone: string
      createdAt: string
      createdBy: string
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      ahead: number
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
      skippedByClock: string[]
    }
  }
  /** Look at a series before it is booked: every date, free or not and why, with the nearest free times */
  'POST /series/preview': {
    takes: {
      clientId?: string | null
      serviceId: string
      practitionerId?: string | null
      locationId?: string | null
      roomId?: string | null
      durationMinutes?: number
      mode?: "in_person" | "video" | "phone" | "home"
      rule: string
      start: string
      rows?: ({
        wall: string
        choice: "book" | "skip" | "move" | "force"
        startsAt?: string
        reason?: string
      })[]
    }
    returns: {
      zone: string
      practitioner: {
        id: string
        name: string
      } | null
      chosenBecause: Record<string, unknown> | null
      rows: ({
        wall: string
        clock: "skipped" | "twice" | "changed" | null
        startsAt: string | null
        endsAt: string | null
        state: "free" | "conflict" | "no_such_time" | "left_out"
        reasons: {
          code: string
          values: Record<string, unknown>
        }[]
        alternatives: {
          startsAt: string
          endsAt: string
          practitionerId: string
          locationId: string
        }[]
      })[]
      totals: {
        dates: number
        free: number
        conflicts: number
        noSuchTime: number
        priceMinor: number
      }
    }
  }
  /** Cancel this, this and the following, or all visits of a series that are still ahead */
  'POST /series/{id}/cancellation': {
    takes: {
      id: string
      from: string
      scope: "this" | "following" | "all"
      by: "client" | "practice"
      reason?: string
    }
    returns: {
      id: string
      clientId: string
      rule: string
      startsOn: string
      startsTime: string
      zone: string
      createdAt: string
      createdBy: string
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      ahead: number
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Change this, this and the following, or all visits of a series that are still ahead: all of them or none */
  'POST /series/{id}/changes': {
    takes: {
      id: string
      from: string
      scope: "this" | "following" | "all"
      change: {
        time?: string
        days?: number
        practitionerId?: string
        locationId?: string
        roomId?: string
        serviceId?: string
        durationMinutes?: number
      }
      rows?: ({
        id: string
        choice: "book" | "skip" | "move" | "force"
        startsAt?: string
        reason?: string
      })[]
    }
    returns: {
      id: string
      clientId: string
      rule: string
      startsOn: string
      startsTime: string
      zone: string
      createdAt: string
      createdBy: string
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      ahead: number
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Look at a change of this, this and the following, or all visits of a series: what each would become */
  'POST /series/{id}/changes/preview': {
    takes: {
      id: string
      from: string
      scope: "this" | "following" | "all"
      change: {
        time?: string
        days?: number
        practitionerId?: string
        locationId?: string
        roomId?: string
        serviceId?: string
        durationMinutes?: number
      }
      rows?: ({
        id: string
        choice: "book" | "skip" | "move" | "force"
        startsAt?: string
        reason?: string
      })[]
    }
    returns: {
      rows: ({
        id: string
        was: string
        wall: string
        startsAt: string | null
        endsAt: string | null
        state: "free" | "conflict" | "no_such_time" | "left_out"
        reasons: {
          code: string
          values: Record<string, unknown>
        }[]
        alternatives: {
          startsAt: string
          endsAt: string
          practitionerId: string
          locationId: string
        }[]
      })[]
    }
  }
  /** Take back the last step with a series, if nobody changed its visits since */
  'POST /series/{id}/undo': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      rule: string
      startsOn: string
      startsTime: string
      zone: string
      createdAt: string
      createdBy: string
      visits: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      ahead: number
      lastChange: {
        kind: "booked" | "changed" | "cancelled"
        at: string
        by: string
        visits: number
      } | null
    }
  }
  /** Create a service */
  'POST /services': {
    takes: {
      name: string
      translations?: Record<string, {
        name?: string
        description?: string
      }>
      description?: string | null
      category?: string | null
      color?: string | null
      durationMinutes: number
      bufferBeforeMinutes?: number
      bufferAfterMinutes?: number
      homeTravelMinutes?: number
      priceMinor?: number
      taxBasisPoints?: number
      billingCode?: string | null
      modes?: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes?: number
      horizonDays?: number
      cancelCutoffMinutes?: number
      rescheduleCutoffMinutes?: number
      slotIntervalMinutes?: number
      bookableOnline?: boolean
      linkOnly?: boolean
      seriesOnlineMax?: number | null
      clientsOnly?: "new" | "existing" | null
      needsRoom?: boolean
      formKeys?: string[]
      noteTemplateKey?: string | null
      instructions?: string | null
      reminderMinutes?: number[]
      position?: number
      requiresApproval?: boolean
      slotOffsetMinutes?: number
      capacity?: number
      maxPerDay?: number | null
      maxPerWeek?: number | null
      maxMinutesPerDay?: number | null
      maxMinutesPerWeek?: number | null
      durationVariants?: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor?: number | null
      depositPercent?: number | null
      continuity?: "usual_or_last" | "usual" | "none"
      checklist?: string[]
      scheduledOnly?: boolean
      practitioners?: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
      })[]
      locationIds?: string[]
      roomIds?: string[]
      equipmentPoolIds?: string[]
      assistantIds?: string[]
    }
    returns: {
      id: string
      name: string
      translations: Record<string, {
        name?: string
        description?: string
      }>
      description: string | null
      category: string | null
      color: string | null
      durationMinutes: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      homeTravelMinutes: number
      priceMinor: number
      taxBasisPoints: number
      billingCode: string | null
      modes: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes: number
      horizonDays: number
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      slotIntervalMinutes: number
      bookableOnline: boolean
      linkOnly: boolean
      linkKey: string | null
      seriesOnlineMax: number | null
      clientsOnly: "new" | "existing" | null
      needsRoom: boolean
      formKeys: string[]
      noteTemplateKey: string | null
      instructions: string | null
      reminderMinutes: number[]
      position: number
      requiresApproval: boolean
      slotOffsetMinutes: number
      capacity: number
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
      durationVariants: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor: number | null
      depositPercent: number | null
      continuity: "usual_or_last" | "usual" | "none"
      checklist: string[]
      scheduledOnly: boolean
      archivedAt: string | null
      rowVersion: number
      practitioners: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
        name: string
      })[]
      locationIds: string[]
      roomIds: string[]
      equipmentPoolIds: string[]
      assistantIds: string[]
      can: {
        edit: boolean
      }
    }
  }
  /** The free times a service would have under these rules; nothing is kept */
  'POST /services/preview': {
    takes: {
      id?: string
      name?: string
      translations?: Record<string, {
        name?: string
        description?: string
      }>
      description?: string | null
      category?: string | null
      color?: string | null
      durationMinutes: number
      bufferBeforeMinutes?: number
      bufferAfterMinutes?: number
      homeTravelMinutes?: number
      priceMinor?: number
      taxBasisPoints?: number
      billingCode?: string | null
      modes?: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes?: number
      horizonDays?: number
      cancelCutoffMinutes?: number
      rescheduleCutoffMinutes?: number
      slotIntervalMinutes?: number
      bookableOnline?: boolean
      linkOnly?: boolean
      seriesOnlineMax?: number | null
      clientsOnly?: "new" | "existing" | null
      needsRoom?: boolean
      formKeys?: string[]
      noteTemplateKey?: string | null
      instructions?: string | null
      reminderMinutes?: number[]
      position?: number
      requiresApproval?: boolean
      slotOffsetMinutes?: number
      capacity?: number
      maxPerDay?: number | null
      maxPerWeek?: number | null
      maxMinutesPerDay?: number | null
      maxMinutesPerWeek?: number | null
      durationVariants?: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor?: number | null
      depositPercent?: number | null
      continuity?: "usual_or_last" | "usual" | "none"
      checklist?: string[]
      scheduledOnly?: boolean
      practitioners?: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
      })[]
      locationIds?: string[]
      roomIds?: string[]
      equipmentPoolIds?: string[]
      assistantIds?: string[]
      from: string
      days?: number
    }
    returns: {
      items: {
        startsAt: string
        endsAt: string
        zone: string
        locationId: string
        practitionerId: string
      }[]
    }
  }
  /** Offer a service no more; booked visits stay */
  'POST /services/{id}/archiving': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      translations: Record<string, {
        name?: string
        description?: string
      }>
      description: string | null
      category: string | null
      color: string | null
      durationMinutes: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      homeTravelMinutes: number
      priceMinor: number
      taxBasisPoints: number
      billingCode: string | null
      modes: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes: number
      horizonDays: number
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      slotIntervalMinutes: number
      bookableOnline: boolean
      linkOnly: boolean
      linkKey: string | null
      seriesOnlineMax: number | null
      clientsOnly: "new" | "existing" | null
      needsRoom: boolean
      formKeys: string[]
      noteTemplateKey: string | null
      instructions: string | null
      reminderMinutes: number[]
      position: number
      requiresApproval: boolean
      slotOffsetMinutes: number
      capacity: number
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
      durationVariants: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor: number | null
      depositPercent: number | null
      continuity: "usual_or_last" | "usual" | "none"
      checklist: string[]
      scheduledOnly: boolean
      archivedAt: string | null
      rowVersion: number
      practitioners: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
        name: string
      })[]
      locationIds: string[]
      roomIds: string[]
      equipmentPoolIds: string[]
      assistantIds: string[]
      can: {
        edit: boolean
      }
    }
  }
  /** Give a service another private link; those that were given out before open nothing any more */
  'POST /services/{id}/link-renewal': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      translations: Record<string, {
        name?: string
        description?: string
      }>
      description: string | null
      category: string | null
      color: string | null
      durationMinutes: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      homeTravelMinutes: number
      priceMinor: number
      taxBasisPoints: number
      billingCode: string | null
      modes: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes: number
      horizonDays: number
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      slotIntervalMinutes: number
      bookableOnline: boolean
      linkOnly: boolean
      linkKey: string | null
      seriesOnlineMax: number | null
      clientsOnly: "new" | "existing" | null
      needsRoom: boolean
      formKeys: string[]
      noteTemplateKey: string | null
      instructions: string | null
      reminderMinutes: number[]
      position: number
      requiresApproval: boolean
      slotOffsetMinutes: number
      capacity: number
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
      durationVariants: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor: number | null
      depositPercent: number | null
      continuity: "usual_or_last" | "usual" | "none"
      checklist: string[]
      scheduledOnly: boolean
      archivedAt: string | null
      rowVersion: number
      practitioners: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
        name: string
      })[]
      locationIds: string[]
      roomIds: string[]
      equipmentPoolIds: string[]
      assistantIds: string[]
      can: {
        edit: boolean
      }
    }
  }
  /** Offer an archived service again */
  'POST /services/{id}/restoration': {
    takes: {
      id: string
    }
    returns: {
      id: string
      name: string
      translations: Record<string, {
        name?: string
        description?: string
      }>
      description: string | null
      category: string | null
      color: string | null
      durationMinutes: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      homeTravelMinutes: number
      priceMinor: number
      taxBasisPoints: number
      billingCode: string | null
      modes: ("in_person" | "video" | "phone" | "home")[]
      minNoticeMinutes: number
      horizonDays: number
      cancelCutoffMinutes: number
      rescheduleCutoffMinutes: number
      slotIntervalMinutes: number
      bookableOnline: boolean
      linkOnly: boolean
      linkKey: string | null
      seriesOnlineMax: number | null
      clientsOnly: "new" | "existing" | null
      needsRoom: boolean
      formKeys: string[]
      noteTemplateKey: string | null
      instructions: string | null
      reminderMinutes: number[]
      position: number
      requiresApproval: boolean
      slotOffsetMinutes: number
      capacity: number
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
      durationVariants: {
        minutes: number
        priceMinor: number
      }[]
      depositMinor: number | null
      depositPercent: number | null
      continuity: "usual_or_last" | "usual" | "none"
      checklist: string[]
      scheduledOnly: boolean
      archivedAt: string | null
      rowVersion: number
      practitioners: ({
        id: string
        durationMinutes?: number | null
        priceMinor?: number | null
        bufferBeforeMinutes?: number | null
        bufferAfterMinutes?: number | null
        minNoticeMinutes?: number | null
        horizonDays?: number | null
        slotIntervalMinutes?: number | null
        capacity?: number | null
        weight?: number
        priority?: number
        name: string
      })[]
      locationIds: string[]
      roomIds: string[]
      equipmentPoolIds: string[]
      assistantIds: string[]
      can: {
        edit: boolean
      }
    }
  }
  /** Schedule a session of a group, or a class on several dates */
  'POST /sessions': {
    takes: {
      serviceId: string
      practitionerId: string
      locationId?: string | null
      roomId?: string | null
      startsAt: string[]
      durationMinutes?: number
      capacity?: number
      mode?: "in_person" | "video" | "phone" | "home"
      title?: string | null
      notes?: string | null
      autoPromote?: boolean
      skipRefused?: boolean
    }
    returns: {
      items: ({
        id: string
        name: string
        title: string | null
        service: {
          id: string
          name: string
          color: string | null
        }
        practitioner: {
          id: string
          name: string
          color: string | null
        }
        assistant: {
          id: string
          name: string
        } | null
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        classId: string | null
        startsAt: string
        endsAt: string
        zone: string
        mode: "in_person" | "video" | "phone" | "home"
        capacity: number
        taken: number
        seatsLeft: number
        waiting: number
        onDemand: boolean
        autoPromote: boolean
        notes: string | null
        cancelledAt: string | null
        cancelReason: string | null
        rowVersion: number
        can: {
          edit: boolean
          move: boolean
          cancel: boolean
          book: boolean
        }
      })[]
      refused: {
        startsAt: string
        code: string
        message: string
      }[]
    }
  }
  /** Give a client a seat in a session */
  'POST /sessions/{id}/attendees': {
    takes: {
      id: string
      clientId: string
      notes?: string | null
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Cancel a whole session: the visit of each attendee is cancelled, and everybody is told */
  'POST /sessions/{id}/cancellation': {
    takes: {
      id: string
      reason: string
      rowVersion?: number
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
      attendees: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      waitlist: ({
        id: string
        clientId: string
        clientName: string
        clientNumber: number
        notes: string | null
        addedAt: string
      })[]
    }
  }
  /** Move a session with all its attendees to another time, practitioner, location or room */
  'POST /sessions/{id}/move': {
    takes: {
      id: string
      startsAt?: string
      practitionerId?: string
      locationId?: string
      roomId?: string
      durationMinutes?: number
      rowVersion?: number
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
      attendees: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      waitlist: ({
        id: string
        clientId: string
        clientName: string
        clientNumber: number
        notes: string | null
        addedAt: string
      })[]
    }
  }
  /** Put a client on the waitlist of a session */
  'POST /sessions/{id}/waitlist': {
    takes: {
      id: string
      clientId: string
      notes?: string | null
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
      attendees: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      waitlist: ({
        id: string
        clientId: string
        clientName: string
        clientNumber: number
        notes: string | null
        addedAt: string
      })[]
    }
  }
  /** Give somebody who waits a seat in the session */
  'POST /sessions/{id}/waitlist/{waitingId}/promotion': {
    takes: {
      id: string
      waitingId: string
    }
    returns: {
      id: string
      name: string
      title: string | null
      service: {
        id: string
        name: string
        color: string | null
      }
      practitioner: {
        id: string
        name: string
        color: string | null
      }
      assistant: {
        id: string
        name: string
      } | null
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      classId: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      capacity: number
      taken: number
      seatsLeft: number
      waiting: number
      onDemand: boolean
      autoPromote: boolean
      notes: string | null
      cancelledAt: string | null
      cancelReason: string | null
      rowVersion: number
      can: {
        edit: boolean
        move: boolean
        cancel: boolean
        book: boolean
      }
      attendees: ({
        id: string
        state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
        client: {
          id: string
          name: string
          number: number
          bornOn: string | null
        } | null
        practitioner: {
          id: string
          name: string
          color: string | null
        } | null
        assistant: {
          id: string
          name: string
        } | null
        service: {
          id: string
          name: string
          color: string | null
        }
        location: {
          id: string
          name: string
        }
        room: {
          id: string
          name: string
        } | null
        equipment: {
          id: string
          name: string
        }[]
        startsAt: string
        endsAt: string
        zone: string
        hourKnown: boolean
        mode: "in_person" | "video" | "phone" | "home"
        source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
        priceMinor: number
        bufferBeforeMinutes: number
        bufferAfterMinutes: number
        heldUntil: string | null
        bookedAt: string | null
        confirmedAt: string | null
        arrivedAt: string | null
        inRoomAt: string | null
        doneAt: string | null
        noShowAt: string | null
        cancelledAt: string | null
        cancelledBy: "client" | "practice" | null
        cancelReason: string | null
        cancelledLate: boolean | null
        chosenBecause: Record<string, unknown> | null
        overlapReason: string | null
        notes: string | null
        episodeId: string | null
        leadId: string | null
        seriesId: string | null
        planId: string | null
        bundleId: string | null
        sessionId: string | null
        requestedAt: string | null
        createdBy: string
        createdAt: string
        rowVersion: number
        can: {
          move: boolean
          cancel: boolean
          approve: boolean
          confirm: boolean
          arrive: boolean
          undoArrival: boolean
          room: boolean
          complete: boolean
          noShow: boolean
          undoNoShow: boolean
          restore: boolean
          edit: boolean
        }
      })[]
      waitlist: ({
        id: string
        clientId: string
        clientName: string
        clientNumber: number
        notes: string | null
        addedAt: string
      })[]
    }
  }
  /** Add a person; with an address they are invited to sign in */
  'POST /staff': {
    takes: {
      name: string
      ownClientsOnly?: boolean
      isPractitioner?: boolean
      title?: string | null
      color?: string | null
      providerNumber?: string | null
      bookableOnline?: boolean
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      email?: string | null
      invite?: boolean
    }
    returns: {
      staff: {
        id: string
        name: string
        email: string | null
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
        denies: string[]
        ownClientsOnly: boolean
        isPractitioner: boolean
        title: string | null
        color: string | null
        providerNumber: string | null
        bookableOnline: boolean
        signsIn: boolean
        createdAt: string
        disabledAt: string | null
        rowVersion: number
      }
      invitation: string | null
    }
  }
  /** A person leaves: their sessions end, their work stays */
  'POST /staff/{id}/disabling': {
    takes: {
      id: string
      reason?: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies: string[]
      ownClientsOnly: boolean
      isPractitioner: boolean
      title: string | null
      color: string | null
      providerNumber: string | null
      bookableOnline: boolean
      signsIn: boolean
      createdAt: string
      disabledAt: string | null
      rowVersion: number
    }
  }
  /** Invite a person to sign in, or let them choose a new password; the link is answered once and mailed */
  'POST /staff/{id}/invitation': {
    takes: {
      id: string
      email?: string
    }
    returns: {
      invitation: string | null
    }
  }
  /** A person who left comes back */
  'POST /staff/{id}/restoration': {
    takes: {
      id: string
      reason?: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies: string[]
      ownClientsOnly: boolean
      isPractitioner: boolean
      title: string | null
      color: string | null
      providerNumber: string | null
      bookableOnline: boolean
      signsIn: boolean
      createdAt: string
      disabledAt: string | null
      rowVersion: number
    }
  }
  /** Send a superbill to its client with the PDF */
  'POST /superbills/{id}/sending': {
    takes: {
      id: string
    }
    returns: {
      id: string
      clientId: string
      fromOn: string
      toOn: string
      chargedMinor: number
      paidMinor: number
      currency: string
      lines: number
      incomplete: number
      isMonthly: boolean
      createdAt: string
      createdBy: string
      sentAt: string | null
    }
  }
  /** Give a person or a queue something to do */
  'POST /tasks': {
    takes: {
      title: string
      notes?: string | null
      ownerId?: string | null
      queue?: "front_desk" | "billing" | "clinical" | "managers" | null
      priority?: "low" | "normal" | "high" | "urgent"
      dueOn?: string | null
      dueDaysAfterVisit?: number | null
      clientId?: string | null
      appointmentId?: string | null
      checklist?: string[]
    }
    returns: {
      id: string
      title: string
      notes: string | null
      ownerId: string | null
      ownerName: string | null
      queue: "front_desk" | "billing" | "clinical" | "managers" | null
      priority: "low" | "normal" | "high" | "urgent"
      dueOn: string | null
      dueDaysAfterVisit: number | null
      clientId: string | null
      clientName: string | null
      subjectType: string | null
      subjectId: string | null
      appointmentId: string | null
      appointmentStartsAt: string | null
      checklist: ({
        text: string
        doneBy: string | null
        doneAt: string | null
      })[]
      comments: number
      createdAt: string
      createdBy: string
      ruleId: string | null
      ruleName: string | null
      doneAt: string | null
      doneBy: string | null
      rowVersion: number
      said: {
        id: string
        text: string
        by: string
        at: string
      }[]
    }
  }
  /** Say something about a task */
  'POST /tasks/{id}/comments': {
    takes: {
      id: string
      text: string
    }
    returns: {
      id: string
      title: string
      notes: string | null
      ownerId: string | null
      ownerName: string | null
      queue: "front_desk" | "billing" | "clinical" | "managers" | null
      priority: "low" | "normal" | "high" | "urgent"
      dueOn: string | null
      dueDaysAfterVisit: number | null
      clientId: string | null
      clientName: string | null
      subjectType: string | null
      subjectId: string | null
      appointmentId: string | null
      appointmentStartsAt: string | null
      checklist: ({
        text: string
        doneBy: string | null
        doneAt: string | null
      })[]
      comments: number
      createdAt: string
      createdBy: string
      ruleId: string | null
      ruleName: string | null
      doneAt: string | null
      doneBy: string | null
      rowVersion: number
      said: {
        id: string
        text: string
        by: string
        at: string
      }[]
    }
  }
  /** Mark a task as done */
  'POST /tasks/{id}/done': {
    takes: {
      id: string
    }
    returns: {
      id: string
      title: string
      notes: string | null
      ownerId: string | null
      ownerName: string | null
      queue: "front_desk" | "billing" | "clinical" | "managers" | null
      priority: "low" | "normal" | "high" | "urgent"
      dueOn: string | null
      dueDaysAfterVisit: number | null
      clientId: string | null
      clientName: string | null
      subjectType: string | null
      subjectId: string | null
      appointmentId: string | null
      appointmentStartsAt: string | null
      checklist: ({
        text: string
        doneBy: string | null
        doneAt: string | null
      })[]
      comments: number
      createdAt: string
      createdBy: string
      ruleId: string | null
      ruleName: string | null
      doneAt: string | null
      doneBy: string | null
      rowVersion: number
      said: {
        id: string
        text: string
        by: string
        at: string
      }[]
    }
  }
  /** Open a task again */
  'POST /tasks/{id}/reopening': {
    takes: {
      id: string
    }
    returns: {
      id: string
      title: string
      notes: string | null
      ownerId: string | null
      ownerName: string | null
      queue: "front_desk" | "billing" | "clinical" | "managers" | null
      priority: "low" | "normal" | "high" | "urgent"
      dueOn: string | null
      dueDaysAfterVisit: number | null
      clientId: string | null
      clientName: string | null
      subjectType: string | null
      subjectId: string | null
      appointmentId: string | null
      appointmentStartsAt: string | null
      checklist: ({
        text: string
        doneBy: string | null
        doneAt: string | null
      })[]
      comments: number
      createdAt: string
      createdBy: string
      ruleId: string | null
      ruleName: string | null
      doneAt: string | null
      doneBy: string | null
      rowVersion: number
      said: {
        id: string
        text: string
        by: string
        at: string
      }[]
    }
  }
  /** How a text goes out by SMS: plain characters, coding, parts it is charged as */
  'POST /text-messages/measure': {
    takes: {
      text: string
    }
    returns: {
      text: string
      encoding: "GSM-7" | "UCS-2"
      segments: number
    }
  }
  /** Sell what lies in the cart: an invoice, its payments and the stock, all or nothing */
  'POST /till/sales': {
    takes: {
      clientId?: string | null
      locationId: string
      lines: ({
        what: "product"
        productId: string
        quantity: number
        unitPriceMinor: number
        discount?: {
          basisPoints?: number | null
          amountMinor?: number | null
          reason: string
        } | null
      } | {
        what: "package"
        typeId: string
        unitPriceMinor: number
      } | {
        what: "gift_card"
        amountMinor: number
        recipient?: string | null
        message?: string | null
        validMonths?: number | null
        onExpiry?: "earn" | "keep"
      })[]
      tenders?: ({
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "other" | "gift_card"
        amountMinor: number
        givenMinor?: number
        code?: string
        reference?: string | null
      })[]
      onAccount?: boolean
    }
    returns: {
      invoice: {
        id: string
        number: number | null
        state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
        clientId: string
        clientName: string
        payerId: string | null
        payerName: string | null
        currency: string
        netMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxMinor: number
        totalMinor: number
        openMinor: number
        issuedOn: string | null
        dueOn: string | null
        billTo: {
          name: string
          lines: string[]
        } | null
        locale: "en" | "de"
        note: string | null
        createdAt: string
        createdBy: string
        issuedBy: string | null
        sentAt: string | null
        voidedAt: string | null
        voidedBy: string | null
        voidReason: string | null
        creditNoteNumber: number | null
        creditNotes: ({
          id: string
          number: number
          kind: "void" | "part"
          totalMinor: number
          issuedOn: string
          reason: string
          createdBy: string
        })[]
        creditedMinor: number
        lines: ({
          id: string | null
          chargeId: string
          appointmentId: string | null
          kind: string
          description: string
          code: string | null
          servedOn: string
          serviceId: string | null
          practitionerId: string | null
          practitionerName: string | null
          quantity: number
          unitPriceMinor: number
          taxBasisPoints: number
          priceIncludesTax: boolean
          netMinor: number
          taxMinor: number
          totalMinor: number
          taxes: ({
            code: string | null
            name: string | null
            ratePpm: number
            taxMinor: number
          })[]
          taxNote: string | null
          discountMinor: number
          discountReason: string | null
          creditedMinor: number
          wholeMinor: number | null
          priceList: string | null
          priceNowMinor: number | null
        })[]
        payments: ({
          paymentId: string
          tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
          receivedOn: string
          reference: string | null
          appliedMinor: number
          amountMinor: number
          refundedMinor: number
        })[]
        writeOffs: ({
          id: string
          amountMinor: number
          reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
          reason: string
          writtenOffOn: string
          createdBy: string
          approvedBy: string | null
          reversedAt: string | null
        })[]
        creditMinor: number
        rowVersion: number
        can: {
          edit: boolean
          approve: boolean
          send: boolean
          void: boolean
          takePayment: boolean
          refund: boolean
          writeOff: boolean
        }
      }
      changeMinor: number
    }
  }
  /** Mail the receipt of a sale to the client */
  'POST /till/sales/{invoiceId}/receipt': {
    takes: {
      invoiceId: string
    }
    returns: {
      sent: true
    }
  }
  /** Write down time that was worked for a client */
  'POST /time-entries': {
    takes: {
      staffId?: string
      clientId: string
      episodeId?: string | null
      workedOn: string
      minutes: number
      narrative: string
      isBillable?: boolean
      rateMinor?: number | null
    }
    returns: {
      id: string
      staffId: string
      staffName: string
      clientId: string
      clientName: string
      episodeId: string | null
      episodeTitle: string | null
      workedOn: string
      minutes: number
      billedMinutes: number
      narrative: string
      isBillable: boolean
      state: "to_bill" | "billed" | "not_billable"
      rateMinor: number | null
      rateByHand: boolean
      amountMinor: number | null
      writtenDownMinor: number
      writeDownReason: string | null
      invoiceId: string | null
      rowVersion: number
    }
  }
  /** Put a client’s time on a draft, a line for each entry */
  'POST /time-entries/bill': {
    takes: {
      clientId: string
      ids?: string[]
      until?: string
    }
    returns: {
      invoiceId: string
      billed: number
      withoutRate: string[]
    }
  }
  /** Block time of a practitioner, or ask for leave; answers the visits that are booked then */
  'POST /time-off': {
    takes: {
      practitionerId: string
      startsAt: string
      endsAt: string
      kind: "leave" | "sick" | "meeting" | "blocked"
      note?: string | null
      substituteId?: string | null
      clientNote?: string | null
    }
    returns: {
      timeOff: {
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
      }
      affected: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Block the same hours of several practitioners week after week, by the wall clock */
  'POST /time-off/meetings': {
    takes: {
      practitionerIds: string[]
      kind?: "meeting" | "blocked"
      locationId?: string | null
      weekdays: number[]
      everyWeeks?: number
      starts: string
      ends: string
      from: string
      to: string
      note?: string | null
    }
    returns: {
      id: string
      times: {
        day: string
        startsAt: string
        endsAt: string
      }[]
      affected: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Take a meeting back, all of it or from a day on */
  'POST /time-off/meetings/{id}/cancellation': {
    takes: {
      id: string
      from?: string | null
    }
    returns: {
      times: number
    }
  }
  /** Approve leave; answers the visits that lie in it */
  'POST /time-off/{id}/approval': {
    takes: {
      id: string
      note?: string | null
    }
    returns: {
      timeOff: {
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
      }
      affected: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Free blocked time again, or withdraw a request */
  'POST /time-off/{id}/cancellation': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Decline leave, with the reason */
  'POST /time-off/{id}/refusal': {
    takes: {
      id: string
      note: string
    }
    returns: {
      timeOff: {
        id: string
        practitionerId: string
        startsAt: string
        endsAt: string
        kind: "leave" | "sick" | "meeting" | "blocked"
        note: string | null
        state: "requested" | "approved" | "declined"
        requestedBy: string | null
        decidedBy: string | null
        decisionNote: string | null
        meetingId: string | null
        substituteId: string | null
        clientNote: string | null
      }
      affected: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Say what an hour costs; the rate that says most wins */
  'POST /time-rates': {
    takes: {
      staffId?: string | null
      role?: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only" | null
      clientId?: string | null
      episodeId?: string | null
      rateMinor: number
      validFrom: string
      validUntil?: string | null
    }
    returns: {
      items: ({
        staffId: string | null
        role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only" | null
        clientId: string | null
        episodeId: string | null
        rateMinor: number
        validFrom: string
        validUntil: string | null
        id: string
        staffName: string | null
        clientName: string | null
        episodeTitle: string | null
        createdBy: string
      })[]
    }
  }
  /** Start one’s clock; a person has one */
  'POST /timer': {
    takes: {
      clientId?: string | null
      episodeId?: string | null
      narrative?: string
    }
    returns: {
      timer: {
        clientId: string | null
        clientName: string | null
        episodeId: string | null
        narrative: string
        seconds: number
        asOf: string
        isRunning: boolean
        startedAt: string
      } | null
    }
  }
  /** Stop the clock and write its time down */
  'POST /timer/stop': {
    takes: {
      isBillable?: boolean
    }
    returns: {
      id: string
      staffId: string
      staffName: string
      clientId: string
      clientName: string
      episodeId: string | null
      episodeTitle: string | null
      workedOn: string
      minutes: number
      billedMinutes: number
      narrative: string
      isBillable: boolean
      state: "to_bill" | "billed" | "not_billable"
      rateMinor: number | null
      rateByHand: boolean
      amountMinor: number | null
      writtenDownMinor: number
      writeDownReason: string | null
      invoiceId: string | null
      rowVersion: number
    }
  }
  /** One click in a mail program ends such mails (RFC 8058) */
  'POST /unsubscribe/{token}': {
    takes: {
      token: string
    }
    returns: {
      unsubscribed: true
    }
  }
  /** Cancel the visit with all services of the coming, until the cutoff of each */
  'POST /visit/cancellation': {
    takes: {
      reason?: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      service: {
        id: string
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      } | null
      parts: ({
        serviceId: string
        name: string
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        startsAt: string
        endsAt: string
        priceMinor: number
      })[]
      series: {
        startsAt: string
        endsAt: string
      }[]
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelUntil: string
      moveUntil: string
      answerBy: string | null
      cancelledLate: boolean | null
      can: {
        confirm: boolean
        cancel: boolean
        move: boolean
      }
    }
  }
  /** I am here */
  'POST /visit/check-in': {
    takes: {
      way?: "phone" | "kiosk"
    }
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        country: string
        zone: string
      }
      firstName: string
      state: "too_early" | "open" | "waiting" | "ready" | "in_room" | "over" | "elsewhere"
      opensAt: string
      arrivedAt: string | null
      startsAt: string
      endsAt: string
      zone: string
      serviceName: string
      practitionerName: string | null
      locationName: string
      roomName: string | null
      instructions: string | null
      code: string
      details: {
        email: string | null
        phone: string | null
        address: string | null
        confirmedAt: string | null
      }
      idleSeconds: number
    }
  }
  /** Confirm how one is reached, or say what is right instead */
  'POST /visit/check-in/details': {
    takes: {
      email?: string
      phone?: string
      addressLines?: string[]
    }
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        country: string
        zone: string
      }
      firstName: string
      state: "too_early" | "open" | "waiting" | "ready" | "in_room" | "over" | "elsewhere"
      opensAt: string
      arrivedAt: string | null
      startsAt: string
      endsAt: string
      zone: string
      serviceName: string
      practitionerName: string | null
      locationName: string
      roomName: string | null
      instructions: string | null
      code: string
      details: {
        email: string | null
        phone: string | null
        address: string | null
        confirmedAt: string | null
      }
      idleSeconds: number
    }
  }
  /** The client will come: confirms the visit with all services of the coming. Twice is once */
  'POST /visit/confirmation': {
    takes: {}
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      service: {
        id: string
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      } | null
      parts: ({
        serviceId: string
        name: string
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        startsAt: string
        endsAt: string
        priceMinor: number
      })[]
      series: {
        startsAt: string
        endsAt: string
      }[]
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelUntil: string
      moveUntil: string
      answerBy: string | null
      cancelledLate: boolean | null
      can: {
        confirm: boolean
        cancel: boolean
        move: boolean
      }
    }
  }
  /** Whether a booked visit waits for a deposit, with a fresh link to pay it */
  'POST /visit/deposit': {
    takes: {}
    returns: {
      deposit: {
        state: "asked" | "held" | "applied" | "refunded" | "kept" | "lapsed" | "waived"
        amountMinor: number
        currency: string
        dueAt: string | null
        url: string | null
      } | null
    }
  }
  /** What the client of a visit still owes, each invoice with a fresh payment link: for check-in */
  'POST /visit/due': {
    takes: {}
    returns: {
      items: {
        id: string
        number: number
        currency: string
        openMinor: number
        url: string
      }[]
    }
  }
  /** What a visit still asks for, forms and consents, each with a fresh link, for its client’s page */
  'POST /visit/forms': {
    takes: {}
    returns: {
      items: ({
        kind: "form" | "consent"
        title: string
        state: "requested" | "started"
        blocks: boolean
        url: string
      })[]
    }
  }
  /** Move the visit with all services of the coming to another free time of the same practitioners */
  'POST /visit/move': {
    takes: {
      startsAt: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      service: {
        id: string
        name: string
        instructions: string | null
      }
      practitioner: {
        id: string
        name: string
        title: string | null
      } | null
      parts: ({
        serviceId: string
        name: string
        practitioner: {
          id: string
          name: string
          title: string | null
        } | null
        startsAt: string
        endsAt: string
        priceMinor: number
      })[]
      series: {
        startsAt: string
        endsAt: string
      }[]
      location: {
        id: string
        name: string
        addressLines: string[]
        phone: string | null
      }
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
        locale: string
        country: string
      }
      clientName: string | null
      startsAt: string
      endsAt: string
      zone: string
      mode: "in_person" | "video" | "phone" | "home"
      priceMinor: number
      currency: string
      cancelUntil: string
      moveUntil: string
      answerBy: string | null
      cancelledLate: boolean | null
      can: {
        confirm: boolean
        cancel: boolean
        move: boolean
      }
    }
  }
  /** Put a client on the waitlist: for a new visit, or for an earlier time of one that is booked */
  'POST /waitlist': {
    takes: {
      clientId: string
      serviceId?: string
      mode?: "in_person" | "video" | "phone" | "home"
      replacesId?: string | null
      practitionerIds?: string[]
      locationIds?: string[]
      wantedTimes?: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay?: string | null
      toDay?: string | null
      urgency?: "routine" | "soon" | "urgent"
      note?: string | null
      durationMinutes?: number | null
      minNoticeMinutes?: number
      expiresOn?: string | null
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
      }
      service: {
        id: string
        name: string
        color: string | null
        durationMinutes: number
      }
      practitioners: {
        id: string
        name: string
      }[]
      locations: {
        id: string
        name: string
      }[]
      mode: "in_person" | "video" | "phone" | "home"
      durationMinutes: number | null
      wantedTimes: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay: string | null
      toDay: string | null
      urgency: "routine" | "soon" | "urgent"
      note: string | null
      replaces: {
        id: string
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      minNoticeMinutes: number
      expiresOn: string | null
      state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
      waitingSince: string
      openOffers: number
      offersSoFar: number
      reachableBy: "email" | "call" | "nothing"
      endedAt: string | null
      endedBecause: string | null
      appointmentId: string | null
      createdBy: string
      rowVersion: number
      can: {
        edit: boolean
        withdraw: boolean
        putBack: boolean
      }
    }
  }
  /** Book somebody from the waitlist, or move their visit up, without an offer: they are on the phone */
  'POST /waitlist/entries/{id}/booking': {
    takes: {
      id: string
      startsAt: string
      practitionerId: string
      locationId: string
      knowingly?: {
        reason: string
      }
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Put a client back on the waitlist, at the old place in the queue */
  'POST /waitlist/entries/{id}/return': {
    takes: {
      id: string
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
      }
      service: {
        id: string
        name: string
        color: string | null
        durationMinutes: number
      }
      practitioners: {
        id: string
        name: string
      }[]
      locations: {
        id: string
        name: string
      }[]
      mode: "in_person" | "video" | "phone" | "home"
      durationMinutes: number | null
      wantedTimes: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay: string | null
      toDay: string | null
      urgency: "routine" | "soon" | "urgent"
      note: string | null
      replaces: {
        id: string
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      minNoticeMinutes: number
      expiresOn: string | null
      state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
      waitingSince: string
      openOffers: number
      offersSoFar: number
      reachableBy: "email" | "call" | "nothing"
      endedAt: string | null
      endedBecause: string | null
      appointmentId: string | null
      createdBy: string
      rowVersion: number
      can: {
        edit: boolean
        withdraw: boolean
        putBack: boolean
      }
    }
  }
  /** Take a client off the waitlist; offers that are out end */
  'POST /waitlist/entries/{id}/withdrawal': {
    takes: {
      id: string
      reason?: string
    }
    returns: {
      id: string
      client: {
        id: string
        name: string
        number: number
      }
      service: {
        id: string
        name: string
        color: string | null
        durationMinutes: number
      }
      practitioners: {
        id: string
        name: string
      }[]
      locations: {
        id: string
        name: string
      }[]
      mode: "in_person" | "video" | "phone" | "home"
      durationMinutes: number | null
      wantedTimes: {
        weekday: number
        from: string
        to: string
      }[]
      fromDay: string | null
      toDay: string | null
      urgency: "routine" | "soon" | "urgent"
      note: string | null
      replaces: {
        id: string
        startsAt: string
        zone: string
        practitionerName: string | null
      } | null
      minNoticeMinutes: number
      expiresOn: string | null
      state: "waiting" | "offered" | "booked" | "withdrawn" | "expired"
      waitingSince: string
      openOffers: number
      offersSoFar: number
      reachableBy: "email" | "call" | "nothing"
      endedAt: string | null
      endedBecause: string | null
      appointmentId: string | null
      createdBy: string
      rowVersion: number
      can: {
        edit: boolean
        withdraw: boolean
        putBack: boolean
      }
    }
  }
  /** Offer a free time to people of the waitlist, at once; the first to accept has it */
  'POST /waitlist/offers': {
    takes: {
      practitionerId: string
      locationId: string
      startsAt: string
      endsAt: string
      entryIds: string[]
    }
    returns: {
      slotId: string
      offered: {
        entryId: string
        offerId: string
      }[]
      skipped: ({
        entryId: string
        because: "asked_before" | "no_fit" | "not_reachable"
      })[]
    }
  }
  /** Accept an offer for the client, who said so by phone */
  'POST /waitlist/offers/{id}/acceptance': {
    takes: {
      id: string
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Note that the client does not want an offer */
  'POST /waitlist/offers/{id}/refusal': {
    takes: {
      id: string
      never?: boolean
    }
    returns: {}
  }
  /** Take back an offer that nobody has answered */
  'POST /waitlist/offers/{id}/withdrawal': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Offer a freed time to nobody else, and take back what is out */
  'POST /waitlist/slots/{id}/end': {
    takes: {
      id: string
    }
    returns: {}
  }
  /** Tell it again, with the same id */
  'POST /webhook-deliveries/{id}/replay': {
    takes: {
      id: string
    }
    returns: {
      queued: true
    }
  }
  /** Add a program to be told; its signing secret is shown once */
  'POST /webhooks': {
    takes: {
      name: string
      url: string
    }
    returns: {
      id: string
      secret: string
    }
  }
  /** Tell a program nothing more */
  'POST /webhooks/{id}/removal': {
    takes: {
      id: string
    }
    returns: {
      removed: true
    }
  }
  /** Approve a write-off that another person asked for */
  'POST /write-off-requests/{id}/approval': {
    takes: {
      id: string
    }
    returns: {
      id: string
      invoiceId: string
      invoiceNumber: number
      clientId: string
      clientName: string
      amountMinor: number
      openMinor: number
      currency: string
      reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
      reason: string
      requestedAt: string
      requestedBy: string
      decision: "approved" | "declined" | "withdrawn" | null
      decidedAt: string | null
      decidedBy: string | null
      declineReason: string | null
      can: {
        decide: boolean
        withdraw: boolean
      }
    }
  }
  /** Decline a write-off that another person asked for */
  'POST /write-off-requests/{id}/decline': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      id: string
      invoiceId: string
      invoiceNumber: number
      clientId: string
      clientName: string
      amountMinor: number
      openMinor: number
      currency: string
      reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
      reason: string
      requestedAt: string
      requestedBy: string
      decision: "approved" | "declined" | "withdrawn" | null
      decidedAt: string | null
      decidedBy: string | null
      declineReason: string | null
      can: {
        decide: boolean
        withdraw: boolean
      }
    }
  }
  /** Withdraw your own question for a write-off */
  'POST /write-off-requests/{id}/withdrawal': {
    takes: {
      id: string
    }
    returns: {
      id: string
      invoiceId: string
      invoiceNumber: number
      clientId: string
      clientName: string
      amountMinor: number
      openMinor: number
      currency: string
      reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
      reason: string
      requestedAt: string
      requestedBy: string
      decision: "approved" | "declined" | "withdrawn" | null
      decidedAt: string | null
      decidedBy: string | null
      declineReason: string | null
      can: {
        decide: boolean
        withdraw: boolean
      }
    }
  }
  /** Write these small balances off; what was paid meanwhile is passed over */
  'POST /write-offs/small-balances': {
    takes: {
      items: {
        invoiceId: string
        openMinor: number
      }[]
      reason: string
    }
    returns: {
      written: number
      totalMinor: number
      passedOver: string[]
    }
  }
  /** Take a write-off back: the amount is owed again */
  'POST /write-offs/{id}/reversal': {
    takes: {
      id: string
      reason: string
    }
    returns: {
      reversed: true
    }
  }
  /** Tick an item of the checklist of an appointment, or take the tick away */
  'PUT /appointments/{id}/checklist': {
    takes: {
      id: string
      item: string
      done: boolean
    }
    returns: {
      items: ({
        text: string
        doneAt: string | null
        doneBy: string | null
      })[]
    }
  }
  /** Say what a visit was for, the main diagnosis first */
  'PUT /appointments/{id}/diagnoses': {
    takes: {
      id: string
      items: ({
        code: string
        label?: string | null
      })[]
    }
    returns: {
      items: ({
        code: string
        label: string | null
      })[]
    }
  }
  /** Choose which units of equipment a visit uses, one of each kind its service needs */
  'PUT /appointments/{id}/equipment': {
    takes: {
      id: string
      unitIds: string[]
      rowVersion?: number
    }
    returns: {
      id: string
      state: "held" | "requested" | "booked" | "confirmed" | "arrived" | "in_room" | "done" | "no_show" | "cancelled" | "expired"
      client: {
        id: string
        name: string
        number: number
        bornOn: string | null
      } | null
      practitioner: {
        id: string
        name: string
        color: string | null
      } | null
      assistant: {
        id: string
        name: string
      } | null
      service: {
        id: string
        name: string
        color: string | null
      }
      location: {
        id: string
        name: string
      }
      room: {
        id: string
        name: string
      } | null
      equipment: {
        id: string
        name: string
      }[]
      startsAt: string
      endsAt: string
      zone: string
      hourKnown: boolean
      mode: "in_person" | "video" | "phone" | "home"
      source: "staff" | "online" | "phone" | "walk_in" | "series" | "plan" | "waitlist" | "replanning" | "import" | "api" | "simulation"
      priceMinor: number
      bufferBeforeMinutes: number
      bufferAfterMinutes: number
      heldUntil: string | null
      bookedAt: string | null
      confirmedAt: string | null
      arrivedAt: string | null
      inRoomAt: string | null
      doneAt: string | null
      noShowAt: string | null
      cancelledAt: string | null
      cancelledBy: "client" | "practice" | null
      cancelReason: string | null
      cancelledLate: boolean | null
      chosenBecause: Record<string, unknown> | null
      overlapReason: string | null
      notes: string | null
      episodeId: string | null
      leadId: string | null
      seriesId: string | null
      planId: string | null
      bundleId: string | null
      sessionId: string | null
      requestedAt: string | null
      createdBy: string
      createdAt: string
      rowVersion: number
      can: {
        move: boolean
        cancel: boolean
        approve: boolean
        confirm: boolean
        arrive: boolean
        undoArrival: boolean
        room: boolean
        complete: boolean
        noShow: boolean
        undoNoShow: boolean
        restore: boolean
        edit: boolean
      }
    }
  }
  /** Pay a charged visit from the client’s package or membership after all, or give the visit back to it */
  'PUT /appointments/{id}/prepaid': {
    takes: {
      id: string
      prepaid: boolean
      reason: string
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      code: string | null
      servedOn: string
      appointmentId: string | null
      serviceId: string | null
      practitionerId: string | null
      practitionerName: string | null
      locationId: string | null
      quantity: number
      unitPriceMinor: number
      taxBasisPoints: number
      priceIncludesTax: boolean
      currency: string
      netMinor: number
      taxMinor: number
      totalMinor: number
      discountMinor: number
      discountReason: string | null
      priceList: string | null
      invoiceId: string | null
      createdBy: string
      voidedAt: string | null
      voidReason: string | null
    }
  }
  /** Save the next version of an automation; runs under way keep theirs */
  'PUT /automations/{id}': {
    takes: {
      id: string
      rowVersion: number
      name: string
      definition: {
        events: string[]
        match?: "all" | "any" | "none"
        conditions?: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes?: number
          fact?: string
          at?: string
        })[]
        stopWhen?: ({
          event: string
          of: "same" | "client"
        })[]
      }
    }
    returns: {
      id: string
      key: string | null
      name: string
      state: "on" | "paused" | "off"
      pausedAt: string | null
      version: number
      definition: {
        events: string[]
        match: "all" | "any" | "none"
        conditions: ({
          fact: string
          op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
          value?: string | number | boolean | string[]
        } | {
          match: "all" | "any" | "none"
          conditions: ({
            fact: string
            op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
            value?: string | number | boolean | string[]
          } | {
            match: "all" | "any" | "none"
            conditions: ({
              fact: string
              op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
              value?: string | number | boolean | string[]
            } | {
              match: "all" | "any" | "none"
              conditions: ({
                fact: string
                op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                value?: string | number | boolean | string[]
              } | {
                match: "all" | "any" | "none"
                conditions: ({
                  fact: string
                  op: "is" | "is_not" | "contains" | "any_of" | "none_of" | "less_than" | "at_most" | "at_least" | "more_than" | "in_next_days" | "in_last_days" | "more_than_days_ago" | "known" | "unknown"
                  value?: string | number | boolean | string[]
                })[]
              })[]
            })[]
          })[]
        })[]
        steps: ({
          kind: "do"
          action: string
          settings: Record<string, unknown>
        } | {
          kind: "wait"
          how: "for" | "before" | "after" | "clock"
          minutes: number
          fact?: string
          at?: string
        })[]
        stopWhen: ({
          event: string
          of: "same" | "client"
        })[]
      }
      problem: string | null
      savedAt: string
      savedBy: string
      rowVersion: number
      done: number
      failed: number
      waiting: number
      lastAt: string | null
    }
  }
  /** Change a payer, or put it away; issued invoices stay as they are printed */
  'PUT /bill-payers/{id}': {
    takes: {
      id: string
      name: string
      kind: "company" | "insurer" | "person"
      clientId?: string | null
      addressLines?: string[]
      email?: string | null
      taxNumber?: string | null
      locale?: "en" | "de"
      isArchived?: boolean
      rowVersion: number
    }
    returns: {
      items: ({
        name: string
        kind: "company" | "insurer" | "person"
        clientId: string | null
        addressLines: string[]
        email: string | null
        taxNumber: string | null
        locale: "en" | "de"
        id: string
        isArchived: boolean
        openMinor: number
        clients: number
        rowVersion: number
      })[]
    }
  }
  /** Change how kept cards are charged by themselves */
  'PUT /billing/autopay-rules': {
    takes: {
      isOffered?: boolean
      noticeDays?: number
      chargeOn?: "soon" | "due"
      fromHour?: number
      retryDays?: number[]
      limitMinor?: number | null
      rowVersion: number
    }
    returns: {
      isOffered: boolean
      noticeDays: number
      chargeOn: "soon" | "due"
      fromHour: number
      retryDays: number[]
      limitMinor: number | null
      rowVersion: number
    }
  }
  /** Change which visits ask for a deposit, and who keeps it */
  'PUT /billing/deposit-rules': {
    takes: {
      rules?: ({
        who: "new" | "everybody"
        serviceIds?: string[]
        minMinutes?: number | null
        risk?: "any" | "raised" | "high"
        by: "amount" | "percent"
        value: number
      })[]
      payWithinMinutes?: number
      keepHours?: number
      rowVersion: number
    }
    returns: {
      rules: ({
        who: "new" | "everybody"
        serviceIds: string[]
        minMinutes: number | null
        risk: "any" | "raised" | "high"
        by: "amount" | "percent"
        value: number
      })[]
      payWithinMinutes: number
      keepHours: number
      rowVersion: number
    }
  }
  /** Change what late cancellations and missed visits cost */
  'PUT /billing/fee-rules': {
    takes: {
      mode?: "proposed" | "automatic"
      lateHours?: number
      late?: {
        by: "none" | "amount" | "percent"
        value: number
      }
      noShow?: {
        by: "none" | "amount" | "percent"
        value: number
      }
      isFirstFree?: boolean
      services?: ({
        serviceId: string
        late: {
          by: "none" | "amount" | "percent"
          value: number
        }
        noShow: {
          by: "none" | "amount" | "percent"
          value: number
        }
      })[]
      rowVersion: number
    }
    returns: {
      mode: "proposed" | "automatic"
      lateHours: number
      late: {
        by: "none" | "amount" | "percent"
        value: number
      }
      noShow: {
        by: "none" | "amount" | "percent"
        value: number
      }
      isFirstFree: boolean
      services: ({
        serviceId: string
        late: {
          by: "none" | "amount" | "percent"
          value: number
        }
        noShow: {
          by: "none" | "amount" | "percent"
          value: number
        }
      })[]
      rowVersion: number
    }
  }
  /** Change a price list; what is charged already keeps its price */
  'PUT /billing/price-lists/{id}': {
    takes: {
      id: string
      name: string
      payerId?: string | null
      clientTag?: string | null
      practitionerId?: string | null
      locationId?: string | null
      validFrom: string
      validUntil?: string | null
      prices?: {
        serviceId: string
        priceMinor: number
      }[]
      rowVersion: number
    }
    returns: {
      items: ({
        name: string
        payerId: string | null
        clientTag: string | null
        practitionerId: string | null
        locationId: string | null
        validFrom: string
        validUntil: string | null
        prices: {
          serviceId: string
          serviceName: string
          priceMinor: number
        }[]
        id: string
        payerName: string | null
        practitionerName: string | null
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** Connect a Stripe account: its key is proved, and the door for its messages opened there */
  'PUT /billing/providers/stripe': {
    takes: {
      secretKey: string
      webhookSecret?: string
    }
    returns: {
      accountRef: string
      accountName: string
      isLive: boolean
      ownsDoor: boolean
      connectedAt: string
      connectedBy: string
    }
  }
  /** Change how this practice bills */
  'PUT /billing/settings': {
    takes: {
      invoiceMode: "each_visit" | "by_hand"
      dueDays: number
      pricesIncludeTax: boolean
      taxRounding?: "line" | "invoice"
      discountLimits?: Record<string, number>
      approvalStep?: boolean
      onlineProvider: "test" | "stripe" | null
      invoiceNote: string | null
      bankLines: string[]
      rowVersion: number
    }
    returns: {
      invoiceMode: "each_visit" | "by_hand"
      dueDays: number
      pricesIncludeTax: boolean
      taxRounding: "line" | "invoice"
      discountLimits: Record<string, number>
      approvalStep: boolean
      onlineProvider: "test" | "stripe" | null
      invoiceNote: string | null
      bankLines: string[]
      rowVersion: number
    }
  }
  /** Change a tax, or end it; what is charged already keeps its taxes */
  'PUT /billing/taxes/{id}': {
    takes: {
      id: string
      code: string
      name: string
      ratePpm: number
      locationId?: string | null
      kinds?: ("service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other")[]
      validFrom: string
      validUntil?: string | null
      rowVersion: number
    }
    returns: {
      items: ({
        code: string
        name: string
        ratePpm: number
        locationId: string | null
        kinds: ("service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other")[]
        validFrom: string
        validUntil: string | null
        id: string
        locationName: string | null
        rowVersion: number
      })[]
    }
  }
  /** Change a campaign; what is planned of it is planned anew */
  'PUT /campaigns/{id}': {
    takes: {
      id: string
      rowVersion: number
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
    }
    returns: {
      id: string
      name: string
      kind: "broadcast" | "sequence"
      purpose: "care" | "review" | "marketing"
      startsWith: {
        on: "visit_done"
        serviceIds: string[]
        firstOnly: boolean
      } | {
        on: "no_visit"
        days: number
      } | {
        on: "birthday"
      } | {
        on: "automation"
      } | null
      segment: ({
        is: "seen_within"
        days: number
      } | {
        is: "not_seen_for"
        days: number
      } | {
        is: "has_next_visit"
        yes: boolean
      } | {
        is: "had_service"
        serviceIds: string[]
      } | {
        is: "seen_by"
        practitionerIds: string[]
      } | {
        is: "seen_at"
        locationIds: string[]
      } | {
        is: "age"
        from: number
        to: number
      } | {
        is: "language"
        languages: string[]
      } | {
        is: "owes"
        yes: boolean
      } | {
        is: "recall_overdue"
        yes: boolean
      } | {
        is: "visits_on"
        day: string
        practitionerIds: string[]
      } | {
        is: "tagged"
        tags: string[]
      } | {
        is: "visits"
        atLeast: number
      })[]
      goal: "none" | "booked"
      again: "once" | "yearly" | "each_visit"
      steps: {
        afterDays: number
        atTime: string
        withLink: boolean
        texts: {
          en?: {
            headline: string
            text: string
            shortText: string
          }
          de?: {
            headline: string
            text: string
            shortText: string
          }
        }
      }[]
      perMinute: number
      state: "draft" | "active" | "paused" | "ended"
      createdAt: string
      startedAt: string | null
      endedAt: string | null
      rowVersion: number
      can: {
        edit: boolean
        start: boolean
        pause: boolean
        end: boolean
      }
    }
  }
  /** Rename a cash drawer, or put it away */
  'PUT /cash-drawers/{id}': {
    takes: {
      id: string
      name: string
      archived?: boolean
    }
    returns: {
      id: string
      name: string
      locationId: string
      locationName: string
      currency: string
      archived: boolean
      isOpen: boolean
      holdsMinor: number
      session: {
        id: string
        openedOn: string
        openedAt: string
        openedBy: string
        floatMinor: number
        closedAt: string | null
        closedBy: string | null
        expectedMinor: number | null
        countedMinor: number | null
        differenceMinor: number | null
        differenceReason: string | null
      } | null
    }
  }
  /** Choose from when clients may check in, and what counts as late or a long wait */
  'PUT /check-in/settings': {
    takes: {
      minutesBefore?: number
      lateMinutes?: number
      longWaitMinutes?: number
      idleSeconds?: number
    }
    returns: {
      minutesBefore: number
      lateMinutes: number
      longWaitMinutes: number
      idleSeconds: number
    }
  }
  /** Change how this practice asks payers; without `secret` the password stays, with null it goes */
  'PUT /clearinghouse': {
    takes: {
      kind: "off" | "practice" | "folder" | "http"
      url: string | null
      userName: string | null
      senderQualifier: string
      senderId: string
      receiverQualifier: string
      receiverId: string
      isTrial: boolean
      providerName: string
      npi: string
      serviceTypes: string[]
      staleDays: number
      aheadDays: number
      secret?: string | null
      rowVersion: number
    }
    returns: {
      kind: "off" | "practice" | "folder" | "http"
      url: string | null
      userName: string | null
      senderQualifier: string
      senderId: string
      receiverQualifier: string
      receiverId: string
      isTrial: boolean
      providerName: string
      npi: string
      serviceTypes: string[]
      staleDays: number
      aheadDays: number
      hasSecret: boolean
      rowVersion: number
    }
  }
  /** Keep whom to call, allergies or medicines; empty: nothing is known any more */
  'PUT /clients/{clientId}/chart-facts/{field}': {
    takes: {
      clientId: string
      field: "contact" | "allergies" | "medication"
      said: string
      rowVersion: number
    }
    returns: {
      items: ({
        field: "contact" | "allergies" | "medication"
        said: string | null
        changedAt: string | null
        changedBy: string | null
        formRequestId: string | null
        rowVersion: number
        can: {
          change: boolean
        }
      })[]
    }
  }
  /** The channel a client likes best; null takes it back */
  'PUT /clients/{clientId}/preferred-channel': {
    takes: {
      clientId: string
      channel: "email" | "sms" | "portal" | "call" | null
    }
    returns: {
      preferred: "email" | "sms" | "portal" | "call" | null
      allowed: ({
        channel: "email" | "sms" | "portal" | "call"
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
      })[]
      blocked: ({
        channel: "email" | "sms"
        address: string
        reason: string
        since: string
      })[]
      routes: ({
        channel: "email" | "sms" | "portal" | "call"
        address: string | null
        closed: string | null
      })[]
      history: ({
        id: string
        channel: "any" | "email" | "sms" | "portal" | "call"
        purpose: "any" | "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
        allowed: boolean
        source: string
        note: string | null
        byName: string
        at: string
      })[]
    }
  }
  /** Choose hour and channel of a client’s reminders; neither: follow their history again */
  'PUT /clients/{clientId}/reminder-pattern': {
    takes: {
      clientId: string
      hour: number | null
      channel: "email" | "sms" | "call" | null
    }
    returns: {
      zone: string
      reactions: number
      leastReactions: number
      hours: {
        hour: number
        count: number
        share: number
      }[]
      bestHour: number | null
      channels: ({
        channel: "email" | "sms"
        sent: number
        reacted: number
      })[]
      bestChannel: "email" | "sms" | null
      pin: {
        hour: number | null
        channel: "email" | "sms" | "call" | null
        pinnedBy: string
        pinnedAt: string
      } | null
    }
  }
  /** Send a client the superbill of each month by itself, or no longer */
  'PUT /clients/{id}/superbill-rule': {
    takes: {
      id: string
      monthly: boolean
    }
    returns: {
      monthly: boolean
      items: ({
        id: string
        clientId: string
        fromOn: string
        toOn: string
        chargedMinor: number
        paidMinor: number
        currency: string
        lines: number
        incomplete: number
        isMonthly: boolean
        createdAt: string
        createdBy: string
        sentAt: string | null
      })[]
    }
  }
  /** Keep the draft of a consent; clients see it once it is published */
  'PUT /consents/{key}': {
    takes: {
      key: string
      texts: Record<string, {
        title: string
        body: string
        effect: string
      }>
      validMonths?: number | null
      signing?: "signature" | "tick"
      mayDecline?: boolean
      messagePurpose?: "marketing" | "recall" | "review" | "reminder" | null
      rowVersion: number
    }
    returns: {
      id: string
      key: string
      title: string
      validMonths: number | null
      signing: "signature" | "tick"
      mayDecline: boolean
      messagePurpose: "marketing" | "recall" | "review" | "reminder" | null
      draft: Record<string, {
        title: string
        body: string
        effect: string
      }> | null
      isRetired: boolean
      rowVersion: number
      text: {
        id: string
        version: number
        texts: Record<string, {
          title: string
          body: string
          effect: string
        }>
        sha256: string
        asksAgain: boolean
        minorReason: string | null
        publishedAt: string
        publishedBy: string
      } | null
    }
  }
  /** Give the thread to somebody of the team, or to nobody */
  'PUT /conversations/{id}/assignment': {
    takes: {
      id: string
      staffId: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
    }
  }
  /** Out of sight until then; null wakes it */
  'PUT /conversations/{id}/snooze': {
    takes: {
      id: string
      until: string | null
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
    }
  }
  /** Open the thread, set it to waiting for the client, or close it */
  'PUT /conversations/{id}/state': {
    takes: {
      id: string
      state: "open" | "waiting" | "closed"
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      state: "open" | "waiting" | "closed"
      assignedTo: {
        id: string
        name: string
      } | null
      snoozedUntil: string | null
      unread: number
      askedAt: string | null
      lastAt: string
      lastText: string
      lastDirection: "in" | "out"
      lastChannel: "email" | "sms" | "portal" | "call"
    }
  }
  /** Give a payer steps of their own; an empty list: never remind them; null: as everybody else */
  'PUT /dunning/payers/{id}': {
    takes: {
      id: string
      steps: ({
        daysAfterDue: number
        act?: "letter" | "call"
        wording?: "dunning_1" | "dunning_2" | "dunning_3"
        attachStatement?: boolean
        feeMinor?: number | null
        minOpenMinor?: number
      })[] | null
    }
    returns: {
      isOn: boolean
      minOpenMinor: number
      sendHour: number
      steps: ({
        daysAfterDue: number
        act: "letter" | "call"
        wording: "dunning_1" | "dunning_2" | "dunning_3"
        attachStatement: boolean
        feeMinor: number | null
        minOpenMinor: number
      })[]
      payers: ({
        payerId: string
        name: string
        steps: ({
          daysAfterDue: number
          act: "letter" | "call"
          wording: "dunning_1" | "dunning_2" | "dunning_3"
          attachStatement: boolean
          feeMinor: number | null
          minOpenMinor: number
        })[]
      })[]
      switchedAt: string | null
      switchedBy: string | null
      rowVersion: number
    }
  }
  /** Change the steps of reminding, or switch it on and off */
  'PUT /dunning/settings': {
    takes: {
      isOn: boolean
      minOpenMinor: number
      sendHour: number
      steps: ({
        daysAfterDue: number
        act?: "letter" | "call"
        wording?: "dunning_1" | "dunning_2" | "dunning_3"
        attachStatement?: boolean
        feeMinor?: number | null
        minOpenMinor?: number
      })[]
      rowVersion: number
    }
    returns: {
      isOn: boolean
      minOpenMinor: number
      sendHour: number
      steps: ({
        daysAfterDue: number
        act: "letter" | "call"
        wording: "dunning_1" | "dunning_2" | "dunning_3"
        attachStatement: boolean
        feeMinor: number | null
        minOpenMinor: number
      })[]
      payers: ({
        payerId: string
        name: string
        steps: ({
          daysAfterDue: number
          act: "letter" | "call"
          wording: "dunning_1" | "dunning_2" | "dunning_3"
          attachStatement: boolean
          feeMinor: number | null
          minOpenMinor: number
        })[]
      })[]
      switchedAt: string | null
      switchedBy: string | null
      rowVersion: number
    }
  }
  /** Say which visits an estimate is about */
  'PUT /estimates/{id}/visits': {
    takes: {
      id: string
      appointmentIds: string[]
    }
    returns: {
      id: string
      number: number
      state: "open" | "accepted" | "expired" | "cancelled"
      clientId: string
      clientName: string
      currency: string
      totalMinor: number
      issuedOn: string
      validUntil: string
      sentAt: string | null
      acceptedAt: string | null
      acceptedName: string | null
      chargedMinor: number | null
      wording: "plain" | "good_faith"
      netMinor: number
      taxMinor: number
      note: string | null
      diagnoses: string[]
      createdBy: string
      lines: ({
        description: string
        code: string | null
        quantity: number
        unitPriceMinor: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
      })[]
      visits: ({
        appointmentId: string
        startsAt: string
        serviceName: string
        state: string
        chargedMinor: number | null
      })[]
    }
  }
  /** Keep what was typed so far */
  'PUT /form/answers': {
    takes: {
      answers: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      rowVersion: number
    }
    returns: {
      practice: {
        name: string
        slug: string
        locale: string
        zone: string
      }
      clientName: string
      appointmentStartsAt: string | null
      state: "requested" | "started" | "completed" | "withdrawn"
      title: string
      definition: Record<string, unknown>
      needsSignature: boolean
      answers: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      calculated: Record<string, (string | number | boolean | Record<string, unknown>)[]>
      hidden: string[]
      rowVersion: number
    }
  }
  /** Keep a FHIR R4 Questionnaire as the next version of a form */
  'PUT /forms/{key}': {
    takes: {
      key: string
      definition: Record<string, unknown>
    }
    returns: {
      id: string
      key: string
      version: number
      title: string
      questions: number
      needsSignature: boolean
      isRetired: boolean
      definition: Record<string, unknown>
    }
  }
  /** Keep a draft of a form as it is being written; it may be unfinished */
  'PUT /forms/{key}/draft': {
    takes: {
      key: string
      definition: Record<string, unknown>
      basedOn?: number | null
      rowVersion: number
    }
    returns: {
      key: string
      title: string
      definition: Record<string, unknown>
      basedOn: number | null
      updatedAt: string
      updatedBy: string
      rowVersion: number
      faults: ({
        severity: "error" | "warning"
        field: string
        message: string
      })[]
    }
  }
  /** Say how the file is to be read (docs/guide/import.md) */
  'PUT /imports/{id}/map': {
    takes: {
      id: string
      map: Record<string, unknown>
    }
    returns: {
      id: string
      kind: "appointments" | "clients"
      state: "uploaded" | "checking" | "checked" | "running" | "finished" | "failed" | "undoing" | "undone"
      fileName: string
      fileSha256: string
      fileSize: number
      map: Record<string, unknown> | null
      counts: {
        rows: number
        added: number
        known: number
        repeated: number
        refused: number
        skipped: number
        odd: number
        blankLines: number
        clients: number
        services: number
        practitioners: number
        locations: number
        clashesKept: number
        refusedBy: Record<string, number>
        oddBy: Record<string, number>
        skippedBy: Record<string, number>
      }
      failure: string | null
      createdAt: string
      createdBy: string
      startedAt: string | null
      finishedAt: string | null
      undoneAt: string | null
      undoneBy: string | null
      can: {
        map: boolean
        check: boolean
        run: boolean
        undo: boolean
      }
    }
  }
  /** Take a discount off a whole draft, shared by its lines; null takes all discounts off */
  'PUT /invoices/{id}/discount': {
    takes: {
      id: string
      discount: {
        basisPoints?: number | null
        amountMinor?: number | null
        reason: string
      } | null
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Say who owes a draft: a payer, or (null) the client */
  'PUT /invoices/{id}/payer': {
    takes: {
      id: string
      payerId: string | null
    }
    returns: {
      id: string
      number: number | null
      state: "draft" | "open" | "part_paid" | "overdue" | "paid" | "credited" | "void"
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string | null
      currency: string
      netMinor: number
      taxes: ({
        code: string | null
        name: string | null
        ratePpm: number
        taxMinor: number
      })[]
      taxMinor: number
      totalMinor: number
      openMinor: number
      issuedOn: string | null
      dueOn: string | null
      billTo: {
        name: string
        lines: string[]
      } | null
      locale: "en" | "de"
      note: string | null
      createdAt: string
      createdBy: string
      issuedBy: string | null
      sentAt: string | null
      voidedAt: string | null
      voidedBy: string | null
      voidReason: string | null
      creditNoteNumber: number | null
      creditNotes: ({
        id: string
        number: number
        kind: "void" | "part"
        totalMinor: number
        issuedOn: string
        reason: string
        createdBy: string
      })[]
      creditedMinor: number
      lines: ({
        id: string | null
        chargeId: string
        appointmentId: string | null
        kind: string
        description: string
        code: string | null
        servedOn: string
        serviceId: string | null
        practitionerId: string | null
        practitionerName: string | null
        quantity: number
        unitPriceMinor: number
        taxBasisPoints: number
        priceIncludesTax: boolean
        netMinor: number
        taxMinor: number
        totalMinor: number
        taxes: ({
          code: string | null
          name: string | null
          ratePpm: number
          taxMinor: number
        })[]
        taxNote: string | null
        discountMinor: number
        discountReason: string | null
        creditedMinor: number
        wholeMinor: number | null
        priceList: string | null
        priceNowMinor: number | null
      })[]
      payments: ({
        paymentId: string
        tender: "cash" | "card_terminal" | "bank_transfer" | "cheque" | "online" | "other" | "package" | "gift_card"
        receivedOn: string
        reference: string | null
        appliedMinor: number
        amountMinor: number
        refundedMinor: number
      })[]
      writeOffs: ({
        id: string
        amountMinor: number
        reasonCode: "goodwill" | "uncollectable" | "small_balance" | "mistake" | "contract"
        reason: string
        writtenOffOn: string
        createdBy: string
        approvedBy: string | null
        reversedAt: string | null
      })[]
      creditMinor: number
      rowVersion: number
      can: {
        edit: boolean
        approve: boolean
        send: boolean
        void: boolean
        takePayment: boolean
        refund: boolean
        writeOff: boolean
      }
    }
  }
  /** Split what is open on an invoice into instalments, or change the plan that there is */
  'PUT /invoices/{id}/plan': {
    takes: {
      id: string
      parts: {
        dueOn: string
        amountMinor: number
      }[]
      how: "autopay" | "link"
      graceDays?: number
      missedRule?: "rest_due" | "task"
      clientAgrees: boolean
      rowVersion?: number
    }
    returns: {
      plan: {
        id: string
        invoiceId: string
        invoiceNumber: number
        state: "proposed" | "running" | "missed" | "finished" | "ended"
        how: "autopay" | "link"
        totalMinor: number
        openMinor: number
        currency: string
        graceDays: number
        missedRule: "rest_due" | "task"
        text: string
        proposedAt: string
        proposedBy: string
        agreedAt: string | null
        agreedBy: string | null
        endReason: string | null
        rowVersion: number
        parts: ({
          position: number
          dueOn: string
          amountMinor: number
          paidMinor: number
          state: "paid" | "part_paid" | "due" | "coming" | "missed"
        })[]
      } | null
    }
  }
  /** Choose whose public holidays a location is offered; what was accepted stays */
  'PUT /locations/{id}/holiday-region': {
    takes: {
      id: string
      country: string
      state?: string | null
      region?: string | null
      languages?: string[]
    }
    returns: {
      country: string
      state: string | null
      region: string | null
      languages: string[]
    }
  }
  /** Say when a location is open, by weekday and wall clock */
  'PUT /locations/{id}/opening-hours': {
    takes: {
      id: string
      opening: {
        weekday: number
        opens: string
        closes: string
      }[]
    }
    returns: {
      opening: {
        weekday: number
        opens: string
        closes: string
      }[]
    }
  }
  /** Change a membership; members keep the terms they joined on */
  'PUT /membership-plans/{id}': {
    takes: {
      id: string
      name: string
      every?: "month" | "quarter" | "year"
      priceMinor: number
      visits?: number
      serviceIds?: string[]
      discountBasisPoints?: number
      noticeDays?: number
      archived?: boolean
      rowVersion: number
    }
    returns: {
      name: string
      every: "month" | "quarter" | "year"
      priceMinor: number
      visits: number
      serviceIds: string[]
      discountBasisPoints: number
      noticeDays: number
      id: string
      archived: boolean
      members: number
      rowVersion: number
    }
  }
  /** Set the gateway, the quiet hours and the time to undo */
  'PUT /message-channels': {
    takes: {
      undoSeconds: number
      smsKind: "twilio" | "http" | null
      smsFrom: string | null
      smsConfig: {
        accountSid?: string
        baseUrl?: string
        url?: string
        method?: "POST" | "PUT" | "GET"
        headers?: Record<string, string>
        body?: string
        idPath?: string
      }
      smsSecret?: string
      replyDomain: string | null
      quietHours: ({
        channel: "email" | "sms" | "portal" | "call" | null
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing" | null
        from: string
        until: string
      })[]
      rowVersion: number
    }
    returns: {
      undoSeconds: number
      smsKind: "twilio" | "http" | null
      smsFrom: string | null
      smsConfig: {
        accountSid?: string
        baseUrl?: string
        url?: string
        method?: "POST" | "PUT" | "GET"
        headers?: Record<string, string>
        body?: string
        idPath?: string
      }
      hasSmsSecret: boolean
      canText: boolean
      hasInboundSecret: boolean
      replyDomain: string | null
      quietHours: ({
        channel: "email" | "sms" | "portal" | "call" | null
        purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing" | null
        from: string
        until: string
      })[]
      addresses: {
        messages: string | null
        reports: string | null
        mail: string
      }
      rowVersion: number
    }
  }
  /** Change a ready-made text */
  'PUT /message-snippets/{id}': {
    takes: {
      id: string
      name: string
      body: string
      rowVersion: number
    }
    returns: {
      items: ({
        id: string
        name: string
        body: string
        text: string | null
        rowVersion: number
      })[]
      fields: string[]
    }
  }
  /** Word a message in the practice’s own way */
  'PUT /message-templates/{key}/{locale}': {
    takes: {
      key: "confirmation" | "reminder" | "moved" | "cancelled" | "requested" | "request_moved" | "declined" | "replan_offer" | "replan_withdrawn" | "visits_booked" | "visits_changed" | "visits_cancelled" | "form_request" | "card_request" | "invoice" | "receipt" | "estimate" | "superbill" | "autopay_notice" | "autopay_confirm" | "autopay_failed" | "instalment_due" | "instalment_missed" | "deposit_request" | "deposit_lapsed" | "fee_charged" | "dunning_1" | "dunning_2" | "dunning_3" | "waitlist_offer" | "portal_notice" | "keyword_answer" | "recall_1" | "recall_2" | "recall_3" | "campaign" | "by_hand"
      locale: "en" | "de"
      subject: string
      title: string
      body: string
      sms?: string
      rowVersion: number
    }
    returns: {
      items: ({
        key: string
        locale: "en" | "de"
        subject: string
        title: string
        body: string
        button: string
        sms: string
        fields: string[]
        isOwn: boolean
        rowVersion: number
      })[]
    }
  }
  /** Send a planned message at another time */
  'PUT /messages/{id}/time': {
    takes: {
      id: string
      sendAt: string
      evenIfQuiet?: boolean
    }
    returns: {
      id: string
      clientId: string | null
      clientName: string | null
      channel: "email" | "sms" | "portal" | "call"
      address: string | null
      rule: string
      purpose: "care" | "reminder" | "billing" | "recall" | "review" | "marketing"
      subjectType: string
      subjectId: string
      subject: string
      title: string
      body: string
      smsText: string | null
      segments: number | null
      hasLink: boolean
      hasCalendarFile: boolean
      attachments: number
      state: "planned" | "sending" | "sent" | "failed" | "cancelled" | "skipped" | "done_by_phone"
      why: string
      sendAt: string
      sentAt: string | null
      delivery: string | null
      deliveryAt: string | null
      undoUntil: string | null
      error: string | null
      attempts: number
      can: {
        cancel: boolean
        time: boolean
        retry: boolean
        call: boolean
        openLink: boolean
      }
    }
  }
  /** The client chooses which messages they get, and on which channel */
  'PUT /my-preferences': {
    takes: {
      preferred: "email" | "sms" | null
      choices: ({
        purpose: "reminder" | "recall" | "review" | "marketing"
        channel: "email" | "sms"
        allowed: boolean
      })[]
    }
    returns: {
      practice: {
        slug: string
        name: string
        phone: string | null
        email: string | null
      }
      channels: ("email" | "sms")[]
      preferred: "email" | "sms" | null
      choices: ({
        purpose: "reminder" | "recall" | "review" | "marketing"
        channel: "email" | "sms"
        allowed: boolean
      })[]
    }
  }
  /** Decide what may be learned from */
  'PUT /no-show-model/settings': {
    takes: {
      usesAge?: boolean
    }
    returns: {
      settings: {
        usesAge: boolean
      }
      least: {
        visits: number
        absences: number
      }
      learned: {
        id: string
        learnedAt: string
        state: "learned" | "too_few"
        visits: number
        absences: number
        clients: number
        firstDay: string | null
        lastDay: string | null
        baseRate: number
        usesAge: boolean
        test: {
          fromDay: string
          learned: number
          judged: number
          model: {
            auc: number | null
            brier: number
            logLoss: number
          }
          leadAlone: {
            auc: number | null
            brier: number
            logLoss: number
          }
          constant: {
            auc: number | null
            brier: number
            logLoss: number
          }
          calibration: {
            from: number
            to: number
            visits: number
            foretold: number
            seen: number
          }[]
          calibrationError: number
        } | null
        effects: ({
          group: "lead" | "history" | "late_cancels" | "others_booked" | "weekday" | "hour" | "service" | "age" | "reminder"
          code: string
          values: Record<string, number>
          chance: number
        })[]
      } | null
    }
  }
  /** Keep what was written so far */
  'PUT /notes/{id}/content': {
    takes: {
      id: string
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      privacy?: "team" | "author"
      rowVersion: number
    }
    returns: {
      id: string
      state: "draft" | "signed"
      clientId: string
      appointmentId: string | null
      authorName: string
      templateKey: string
      title: {
        en: string
        de: string
      }
      sections: ({
        key: string
        title: {
          en: string
          de: string
        }
        kind: "text" | "number" | "scale" | "choice" | "checkbox" | "body_chart"
        hint?: {
          en: string
          de: string
        }
        required: boolean
        options?: {
          code: string
          label: {
            en: string
            de: string
          }
        }[]
        min?: number
        max?: number
      })[]
      privacy: "team" | "author"
      content: Record<string, string | number | boolean | ({
        side: "front" | "back"
        x: number
        y: number
        kind: string
      })[]>
      startedAt: string
      savedAt: string | null
      signedAt: string | null
      signedBy: string | null
      documentSha256: string | null
      rowVersion: number
      amendments: {
        id: string
        authorName: string
        reason: string
        body: string
        amendedAt: string
      }[]
      can: {
        edit: boolean
        sign: boolean
        amend: boolean
        discard: boolean
      }
    }
  }
  /** Change the rules of online booking */
  'PUT /online-booking': {
    takes: {
      notice: {
        en: string | null
        de: string | null
      }
      clients: "everybody" | "known"
      languages: ("en" | "de")[]
      confirmByMail: "never" | "unknown" | "always"
      puzzle: "never" | "busy" | "always"
      timesPerDayPart: number | null
      requestHours: number
    }
    returns: {
      rules: {
        notice: {
          en: string | null
          de: string | null
        }
        clients: "everybody" | "known"
        languages: ("en" | "de")[]
        confirmByMail: "never" | "unknown" | "always"
        puzzle: "never" | "busy" | "always"
        timesPerDayPart: number | null
        requestHours: number
      }
      bookingUrl: string
      embedHosts: string[]
      profiles: ({
        practitionerId: string
        name: string
        title: string | null
        bookableOnline: boolean
        about: string | null
        languages: string[]
        photo: string | null
      })[]
    }
  }
  /** Allow a practitioner to be overbooked, within a limit */
  'PUT /overbooking/limits/{practitionerId}': {
    takes: {
      practitionerId: string
      mostPerDay: number
      bothPercent: number
    }
    returns: {
      hindered: "no_model" | "weak_model" | null
      limits: {
        practitionerId: string
        mostPerDay: number
        bothPercent: number
      }[]
      days: {
        practitionerId: string
        day: string
        visits: number
        expected: number
        used: number
        left: number
        slots: {
          appointmentId: string
          startsAt: string
          endsAt: string
          zone: string
          clientName: string
          serviceName: string
          absent: number
          both: number
        }[]
      }[]
    }
  }
  /** Change a package; those that were sold keep their terms */
  'PUT /package-types/{id}': {
    takes: {
      id: string
      name: string
      serviceIds?: string[]
      unit?: "visit" | "amount"
      units: number
      priceMinor: number
      validMonths?: number | null
      forFamily?: boolean
      onExpiry?: "earn" | "keep"
      archived?: boolean
      rowVersion: number
    }
    returns: {
      name: string
      serviceIds: string[]
      unit: "visit" | "amount"
      units: number
      priceMinor: number
      validMonths: number | null
      forFamily: boolean
      onExpiry: "earn" | "keep"
      id: string
      archived: boolean
      rowVersion: number
    }
  }
  /** Change a rule; what was asked already stays asked */
  'PUT /packet-rules/{id}': {
    takes: {
      id: string
      title: string
      serviceIds?: string[]
      categories?: string[]
      audience?: "anyone" | "new" | "returning"
      minAge?: number | null
      maxAge?: number | null
      languages?: string[]
      items: ({
        kind: "form" | "consent" | "service_forms"
        key: string
        blocks: boolean
      })[]
      validMonths?: number | null
      askWhen?: "booking" | "days_before" | "check_in"
      daysBefore?: number | null
      chaseTimes?: number
      chaseGapHours?: number
      chaseLastHours?: number
      rowVersion: number
    }
    returns: {
      id: string
      title: string
      serviceIds: string[]
      categories: string[]
      audience: "anyone" | "new" | "returning"
      minAge: number | null
      maxAge: number | null
      languages: string[]
      items: ({
        kind: "form" | "consent" | "service_forms"
        key: string
        blocks: boolean
      })[]
      validMonths: number | null
      askWhen: "booking" | "days_before" | "check_in"
      daysBefore: number | null
      chaseTimes: number
      chaseGapHours: number
      chaseLastHours: number
      readyKey: string | null
      isOn: boolean
      rowVersion: number
    }
  }
  /** Change a payer, or take it out of use */
  'PUT /payers/{id}': {
    takes: {
      id: string
      name: string
      code?: string | null
      phone?: string | null
      isRetired?: boolean
      rowVersion: number
    }
    returns: {
      id: string
      name: string
      code: string | null
      phone: string | null
      isDemo: boolean
      retiredAt: string | null
      policies: number
      rowVersion: number
    }
  }
  /** Change a policy; the version before is kept */
  'PUT /policies/{id}': {
    takes: {
      id: string
      payerId?: string | null
      payerName?: string | null
      memberId: string
      groupNumber?: string | null
      planName?: string | null
      relation?: "self" | "spouse" | "child" | "other"
      holder?: {
        clientId?: string | null
        givenName?: string | null
        familyName?: string | null
        bornOn?: string | null
      } | null
      priority?: number
      validFrom?: string | null
      validTo?: string | null
      copayMinor?: number | null
      rowVersion: number
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      payerId: string | null
      payerName: string
      payerCode: string | null
      memberId: string
      groupNumber: string | null
      planName: string | null
      relation: "self" | "spouse" | "child" | "other"
      holder: {
        clientId: string | null
        givenName: string | null
        familyName: string | null
        bornOn: string | null
      }
      priority: number
      validFrom: string | null
      validTo: string | null
      copayMinor: number | null
      state: "proposed" | "in_force" | "ended" | "declined"
      replacesId: string | null
      enteredBy: "client" | "staff"
      createdAt: string
      confirmedAt: string | null
      confirmedBy: string | null
      endedAt: string | null
      endReason: string | null
      rowVersion: number
      cover: {
        checkId: string
        state: "waiting" | "sent" | "answered" | "failed"
        trouble: string | null
        verdict: "active" | "inactive" | "not_found" | "refused" | "unclear" | null
        askedAt: string
        answeredAt: string | null
        isStale: boolean
        isMadeUp: boolean
        plan: string | null
        coverFrom: string | null
        coverTo: string | null
        needsAuthorisation: boolean
        rejections: ({
          level: "source" | "receiver" | "subscriber" | "dependent" | "benefit"
          code: string
          followUp: string
          segment: number
        })[]
        figures: {
          copayMinor: number | null
          coinsurancePercent: number | null
          deductibleMinor: number | null
          deductibleLeftMinor: number | null
          outOfPocketMinor: number | null
          outOfPocketLeftMinor: number | null
          visitsLeft: number | null
          visitsAllowed: number | null
        }
      } | null
      can: {
        change: boolean
        confirm: boolean
        end: boolean
        check: boolean
      }
    }
  }
  /** What clients read about a practitioner when they choose: languages and a sentence */
  'PUT /practitioners/{id}/booking-profile': {
    takes: {
      id: string
      about: string | null
      languages: string[]
    }
    returns: {
      practitionerId: string
      name: string
      title: string | null
      bookableOnline: boolean
      about: string | null
      languages: string[]
      photo: string | null
    }
  }
  /** Set the hours of one day, or add some; none makes it a day off */
  'PUT /practitioners/{id}/days/{day}': {
    takes: {
      id: string
      day: string
      effect?: "replace" | "add"
      hours: {
        locationId: string
        starts: string
        ends: string
        nextDay?: boolean
      }[]
      note?: string | null
    }
    returns: {
      day: string
      effect: "replace" | "add"
      note: string | null
      hours: {
        locationId: string
        starts: string
        ends: string
        nextDay: boolean
      }[]
      outside: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Set the weekly hours of a practitioner, always or from a day on */
  'PUT /practitioners/{id}/hours': {
    takes: {
      id: string
      hours: ({
        locationId: string
        weekday: number
        starts: string
        ends: string
        nextDay?: boolean
        cycleLength?: number
        cycleWeek?: number
        cycleAnchor?: string | null
        validFrom: string
        validTo?: string | null
      })[]
      from?: string
      to?: string | null
    }
    returns: {
      hours: ({
        locationId: string
        weekday: number
        starts: string
        ends: string
        nextDay: boolean
        cycleLength: number
        cycleWeek: number
        cycleAnchor: string | null
        validFrom: string
        validTo: string | null
      })[]
      outside: ({
        id: string
        startsAt: string
        endsAt: string
        zone: string
        practitionerId: string
        clientName: string | null
        serviceName: string
      })[]
    }
  }
  /** Limit the visits of a practitioner, or their minutes, in a day or week; null: no limit */
  'PUT /practitioners/{id}/limits': {
    takes: {
      id: string
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay?: number | null
      maxMinutesPerWeek?: number | null
    }
    returns: {
      maxPerDay: number | null
      maxPerWeek: number | null
      maxMinutesPerDay: number | null
      maxMinutesPerWeek: number | null
    }
  }
  /** Upload the picture of a practitioner that clients see when they choose; it is cut to a small square */
  'PUT /practitioners/{id}/photo': {
    takes: {
      id: string
    }
    returns: {
      photo: string | null
    }
  }
  /** Keep hours of the week for certain services or clients, until so long before they begin; booked visits stay */
  'PUT /practitioners/{id}/reserved-hours': {
    takes: {
      id: string
      reserved: ({
        weekday: number
        starts: string
        ends: string
        locationId?: string | null
        validFrom: string
        validTo?: string | null
        serviceIds?: string[]
        clients?: "new" | "existing" | null
        releaseMinutes?: number | null
      })[]
    }
    returns: {
      reserved: ({
        weekday: number
        starts: string
        ends: string
        locationId: string | null
        validFrom: string
        validTo: string | null
        serviceIds: string[]
        clients: "new" | "existing" | null
        releaseMinutes: number | null
      })[]
    }
  }
  /** Change a product; what is sold keeps its price */
  'PUT /products/{id}': {
    takes: {
      id: string
      name: string
      sku: string
      barcode?: string | null
      priceMinor: number
      taxBasisPoints?: number
      keepsStock?: boolean
      mayGoNegative?: boolean
      lowAt?: number
      archived?: boolean
      rowVersion: number
    }
    returns: {
      name: string
      sku: string
      barcode: string | null
      priceMinor: number
      taxBasisPoints: number
      keepsStock: boolean
      mayGoNegative: boolean
      lowAt: number
      id: string
      archived: boolean
      rowVersion: number
      stock: {
        locationId: string
        locationName: string
        onHand: number
        isLow: boolean
      }[]
    }
  }
  /** Choose how recalls go out by themselves */
  'PUT /recall-settings': {
    takes: {
      automatic?: boolean
      dailyLimit?: number
      overdueDays?: number
    }
    returns: {
      automatic: boolean
      dailyLimit: number
      overdueDays: number
    }
  }
  /** Change price, words, end or sending for the periods to come */
  'PUT /recurring-charges/{id}': {
    takes: {
      id: string
      description: string
      quantity: number
      unitPriceMinor: number | null
      endsOn: string | null
      mode: "draft" | "send"
      rowVersion: number
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      serviceId: string | null
      quantity: number
      unitPriceMinor: number | null
      every: number
      unit: "week" | "month" | "year"
      startsOn: string
      endsOn: string | null
      mode: "draft" | "send"
      state: "active" | "paused" | "over" | "ended"
      next: string[]
      billed: number
      lastBilledOn: string | null
      createdBy: string
      pausedAt: string | null
      rowVersion: number
    }
  }
  /** Pause it, or let it go on; what falls into the pause is not billed */
  'PUT /recurring-charges/{id}/pause': {
    takes: {
      id: string
      isPaused: boolean
    }
    returns: {
      id: string
      clientId: string
      clientName: string
      kind: "service" | "time" | "product" | "expense" | "membership" | "fee" | "late_cancel" | "no_show" | "reminder" | "package" | "gift_card" | "other"
      description: string
      serviceId: string | null
      quantity: number
      unitPriceMinor: number | null
      every: number
      unit: "week" | "month" | "year"
      startsOn: string
      endsOn: string | null
      mode: "draft" | "send"
      state: "active" | "paused" | "over" | "ended"
      next: string[]
      billed: number
      lastBilledOn: string | null
      createdBy: string
      pausedAt: string | null
      rowVersion: number
    }
  }
  /** Decide how reminders follow the person and the risk of absence */
  'PUT /reminder-timing': {
    takes: {
      byPattern?: boolean
      exceptServiceIds?: string[]
      extraHours?: number | null
      callHours?: number | null
    }
    returns: {
      byPattern: boolean
      exceptServiceIds: string[]
      extraHours: number | null
      callHours: number | null
    }
  }
  /** Say how a service is coded on superbills: code, modifiers, place of service, units */
  'PUT /services/{id}/coding': {
    takes: {
      id: string
      code?: string | null
      modifiers?: string[]
      placeOfService?: string | null
      minutesPerUnit?: number | null
    }
    returns: {
      items: ({
        code: string | null
        modifiers: string[]
        placeOfService: string | null
        minutesPerUnit: number | null
        serviceId: string
        serviceName: string
        billingCode: string | null
      })[]
    }
  }
  /** Give a person another role, or deny them single permissions; acts on their next request */
  'PUT /staff/{id}/access': {
    takes: {
      id: string
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies?: string[]
      reason?: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies: string[]
      ownClientsOnly: boolean
      isPractitioner: boolean
      title: string | null
      color: string | null
      providerNumber: string | null
      bookableOnline: boolean
      signsIn: boolean
      createdAt: string
      disabledAt: string | null
      rowVersion: number
    }
  }
  /** Change the address a person signs in with */
  'PUT /staff/{id}/email': {
    takes: {
      id: string
      email: string
    }
    returns: {
      id: string
      name: string
      email: string | null
      role: "owner" | "manager" | "practitioner" | "front_desk" | "billing" | "read_only"
      denies: string[]
      ownClientsOnly: boolean
      isPractitioner: boolean
      title: string | null
      color: string | null
      providerNumber: string | null
      bookableOnline: boolean
      signsIn: boolean
      createdAt: string
      disabledAt: string | null
      rowVersion: number
    }
  }
  /** Take an amount off time before it is billed, with the reason; null takes it back */
  'PUT /time-entries/{id}/write-down': {
    takes: {
      id: string
      amountMinor: number | null
      reason: string
    }
    returns: {
      id: string
      staffId: string
      staffName: string
      clientId: string
      clientName: string
      episodeId: string | null
      episodeTitle: string | null
      workedOn: string
      minutes: number
      billedMinutes: number
      narrative: string
      isBillable: boolean
      state: "to_bill" | "billed" | "not_billable"
      rateMinor: number | null
      rateByHand: boolean
      amountMinor: number | null
      writtenDownMinor: number
      writeDownReason: string | null
      invoiceId: string | null
      rowVersion: number
    }
  }
  /** Say how leave that is asked for is treated */
  'PUT /time-off/rules': {
    takes: {
      requestsBlockOnline: boolean
    }
    returns: {
      requestsBlockOnline: boolean
    }
  }
  /** Change how time is rounded */
  'PUT /time-rule': {
    takes: {
      roundToMinutes: 1 | 5 | 6 | 10 | 15 | 30
      roundHow: "up" | "nearest"
      rowVersion: number
    }
    returns: {
      roundToMinutes: 1 | 5 | 6 | 10 | 15 | 30
      roundHow: "up" | "nearest"
      rowVersion: number
    }
  }
  /** Say how long the ways between locations take; free times and bookings keep to them */
  'PUT /travel-times': {
    takes: {
      items: {
        fromLocationId: string
        toLocationId: string
        minutes: number
      }[]
    }
    returns: {
      items: {
        fromLocationId: string
        toLocationId: string
        minutes: number
      }[]
    }
  }
  /** Decide how freed times are offered */
  'PUT /waitlist/settings': {
    takes: {
      automatic?: boolean
      groupSize?: number
      minutesApart?: number
      waitMinutes?: number
      writeFrom?: string
      writeTo?: string
      stopHours?: number
      validMinutes?: number
      perDay?: number
      hold?: boolean
      weights?: {
        urgency?: number
        waiting?: number
        fit?: number
        chance?: number
      }
    }
    returns: {
      automatic: boolean
      groupSize: number
      minutesApart: number
      waitMinutes: number
      writeFrom: string
      writeTo: string
      stopHours: number
      validMinutes: number
      perDay: number
      hold: boolean
      weights: {
        urgency: number
        waiting: number
        fit: number
        chance: number
      }
    }
  }
  /** Change how much each role may write off by itself */
  'PUT /write-offs/settings': {
    takes: {
      limits: Record<string, number>
      smallMinor: number
      smallAfterDays: number
      rowVersion: number
    }
    returns: {
      limits: Record<string, number>
      smallMinor: number
      smallAfterDays: number
      rowVersion: number
    }
  }
}
