### Medicines.

medications-lede = { $n ->
    [0] No medicines in use.
    [one] One medicine in use.
   *[other] { $n } medicines in use.
 }
medications-now = In use
medications-past = Earlier
medications-empty-title = No medicines
medications-empty = Your record lists no medicines.
    .other = This record lists no medicines.
medication-how = How to take it
medication-no-instructions = The record has no instructions. Follow the label, or ask your pharmacist.
    .other = The record has no instructions. Follow the label, or ask the pharmacist.
medication-dispenses = From the pharmacy
medication-no-dispenses = The record does not say that a pharmacy has given it out.
medication-facts = About this prescription
medication-safe-title = Before you change anything
medication-safe = Talk with your care team or your pharmacist before you stop a medicine or take it in another way.
    .other = Talk with the care team or the pharmacist before a medicine is stopped or taken in another way.
medication-reported = You told us about it; nobody here prescribed it.
    .other = The patient told us about it; nobody here prescribed it.
medication-for = For
medication-prescriber = Prescribed by
medication-prescribed = Prescribed
medication-refills = Refills
medication-supply-until = Supply lasts until
medication-valid-until = Prescription valid until
medication-active = In use
medication-on-hold = On hold
medication-draft = Not started yet
medication-completed = Finished
medication-stopped = Stopped
medication-cancelled = Cancelled
refills-none = No refills left
refills-left = { $n ->
    [0] No refills left
    [one] One refill left
   *[other] { $n } refills left
 }
days-supply = { $n ->
    [one] for one day
   *[other] for { $n } days
 }
dispense-preparing = being prepared
dispense-not-given = not given out
notes-title = Remarks
