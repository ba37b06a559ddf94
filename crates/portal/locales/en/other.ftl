## What the record holds and no page of its own shows

other-lede = What your record holds besides: what was done, what you were asked, what runs in the family.
    .other = What this record holds besides: what was done, what was asked, what runs in the family.
other-empty-title = Nothing more was found
other-empty = We looked for everything else that the record system offers us.
other-all = { $n ->
    [one] Show it
   *[other] All { $n }
 }
other-not-offered = The clinic’s record system does not offer us these, so we could not look for them: { $kinds }.
other-by = By

# Kinds of things, as they stand in a sentence.
other-kind-procedures = procedures
other-kind-devices = devices and implants
other-kind-devices-used = use of devices
other-kind-social-history = habits and circumstances
other-kind-family-history = family history
other-kind-surveys = questions and scores
other-kind-forms = answered forms
other-kind-findings = examinations and other findings
other-kind-orders = orders and referrals
other-kind-medicines-told = medicines that somebody told the clinic about
other-kind-medicines-given = medicines given at the clinic
other-kind-adverse-events = unwanted events
other-kind-alerts = alerts for the clinic
other-kind-vaccine-forecasts = vaccines that are due
other-kind-risks = estimates of risk
other-kind-assessments = assessments
other-kind-imaging-studies = imaging studies
other-kind-pictures = pictures and recordings
other-kind-specimens = specimens
other-kind-diets = diets
other-kind-glasses = glasses and lenses
other-kind-supplies = supplies
other-kind-episodes = courses of care
other-kind-messages = messages in the record
other-kind-related-people = people close to you
    .other = people close to this person

# What did not happen, was withdrawn or is not certain.
mark-not-done = Not done
mark-not-to-do = Not to be done
mark-ended = Ended
mark-unfinished = Not final
mark-changed = Changed later

# What an item says besides.
other-age = Age
other-amount = Amount
other-body-site = Part of the body
other-by-whom = To be done by
other-complication = Complication
other-contact = How to reach them
other-description = Description
other-device-name = Device
other-died = Died
other-died-of-it = This contributed to the death
other-dose = Dose
other-expires = Use by
other-finding = Finding
other-follow-up = What follows
other-form = Answered form
other-formula = Tube feeding
other-glasses = Prescription for glasses or lenses
other-only-in-codes = only in codes that cannot be put into words here; ask the pharmacy
other-how-to-take = How to take it
other-instructions = Instructions
other-leave-out = Leave out
other-left-eye = Left eye
other-lot = Lot number
other-maker = Maker
other-message = Message
other-method = Method
other-mitigation = What can be done
other-modality = Kind of picture
other-model = Model
other-must-not = Must not be given
other-name = Name
other-no = No
other-order-detail = Detail
other-outcome = Outcome
other-person = Person without a name in the record
other-place = Where
other-preference = Preference
other-prognosis = Outlook
other-rationale = Why
other-reason = For
other-relationship = Relationship
other-right-eye = Right eye
other-route = Way
other-said = Text
other-serial = Serial number
other-series = Series
other-seriousness = Seriousness
other-severity = Severity
other-sort = Kind
other-summary = Summary
other-supplement = Supplement
other-tissue-number = Number of the tissue
other-title = Title
other-udi = Device number (UDI)
other-unusable = The specimen could not be used
other-vaccine-forecast = Vaccines to come
other-when = When
other-why-not = Why this status
other-yes = Yes
