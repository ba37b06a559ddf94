# Kinds of record, as they stand in a sentence.
category-demographics = personal details
category-laboratory = test results
category-vitals = vital signs
category-conditions = health problems
category-allergies = allergies
category-immunizations = vaccines
category-medications = medicines
category-visits = visits
category-notes = visit notes
category-reports = imaging and other reports
category-documents = documents
category-care-plans = care plans
category-care-team = the care team
category-appointments = appointments
category-other = procedures, devices and other entries

notice-not-shared = Not shared with you: { $kinds }.

# How somebody stands toward a patient.
relationship-oneself = The patient
relationship-parent = Parent
relationship-guardian = Guardian
relationship-caregiver = Caregiver
relationship-power-of-attorney = Power of attorney
acting-parent = You are the parent
acting-guardian = You are the guardian
acting-caregiver = You help as a caregiver
acting-power-of-attorney = You have a power of attorney

# Labels that are protected more, in words that do not shame.
label-substance-use = care for alcohol or drug use
label-behavioral = mental health care
label-reproductive = sexual and reproductive health
label-hiv = HIV care
label-genetic = genetic tests

# Why somebody could or could not see something.
policy-self = It is your own record.
    .other = It is their own record.
policy-own-account = It is their own account.
policy-second-factor = A password alone opens nothing.
policy-no-standing = They have nothing to do with your record.
    .other = They have nothing to do with this record.
policy-role = People in this role never see this.
policy-age = Your age limits what a parent sees.
    .other = The patient’s age limits what a parent sees.
policy-directive = You do not allow it.
    .other = The patient does not allow it.
policy-part-2 = Care for alcohol or drug use needs your consent.
    .other = Care for alcohol or drug use needs the patient’s consent.
policy-sensitive = This is protected more, and you have not shared it.
    .other = This is protected more, and the patient has not shared it.
policy-assurance = This needs a stronger sign-in.
policy-step-up = This needs a fresh security code.
policy-proxy = They act for you.
    .other = They act for the patient.
policy-care = They treat you.
    .other = They treat the patient.
policy-break-glass = They declared an emergency.
policy-appointments = They plan your appointments.
    .other = They plan appointments.
policy-office = It is part of their office.
policy-unknown = No rule allows it.
policy-error = The rules could not be read, so nothing was shown.

# Choosing for whom one acts.
place-people = Switch person
people-title = Whose record do you want to see?
people-lede = Choose a person. Their name and their color stand on every page, so that you always know whose record is open.
people-own = Your own record
people-empty-title = You act for nobody else
people-empty = When somebody shares their record with you, or the clinic confirms that you care for a child, you will find them here.
people-until = Until { $date }
people-to-sharing = Ask for access to somebody’s record
preview-title = You are looking through somebody else’s eyes.
preview-proxy = This is what { $name } sees of your record now. Nothing you do here is done in their name.
preview-clinician = This is what a clinician of your care team sees of your record now.
preview-end = Back to my own view
acting-title = You are acting for { $name }.
