### Medicines.

medications-lede = { $n ->
    [one] One medicine in use.
   *[other] { $n } medicines in use.
 }
medications-now = In use
medications-past = Earlier
medications-empty-title = No medicines
medications-empty = Your record lists no medicines.
    .other = No medicines are listed that you may see.
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
medications-none-in-use = Your record lists no medicines in use.
    .other = No medicines in use are listed that you may see.
medications-do-not-take = Do not take
medications-do-not-take-words = Your care team has written down that you should not take these.
    .other = The care team has written down that these should not be taken.
medications-on-hold = On hold for now
medications-unclear = Not clear
medications-unclear-words = The record does not make clear whether you take these. Ask your care team or your pharmacist.
    .other = The record does not make clear whether these are taken. Ask the care team or the pharmacist.
medications-proposed = Thought of, not ordered
medications-proposed-words = Nobody has ordered these for you.
    .other = Nobody has ordered these.
medications-in-hospital = For a stay in hospital
medications-in-hospital-words = These were ordered for a stay in hospital, not for home.
medications-given-out = From the pharmacy, without a prescription in this record
medications-given-out-words = A pharmacy gave these out. The record does not say on which prescription.
medication-earlier = { $n ->
    [one] Ordered once before.
   *[other] Ordered { $n } times before.
 }
medication-earlier-since = { $n ->
    [one] Ordered once before, on { $date }.
   *[other] Ordered { $n } times before, first on { $date }.
 }
medication-earlier-title = Ordered before
medication-same-substance = The same substance is also in: { $names }. Ask your pharmacist if you should take both.
    .other = The same substance is also in: { $names }. Ask the pharmacist if both should be taken.
refills-expired = The prescription has ended
refills-not-in-force = No refills: not in force
refills-more-than-allowed = Refills not certain: ask the pharmacy
dispense-by-medicine = The pharmacy named no prescription; the medicine is the same.
