export default function ServicesScreen() { return null }
