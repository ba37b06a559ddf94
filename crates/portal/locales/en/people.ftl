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

notice-not-shared = Not shared with you: { $kinds }.

# How somebody stands toward a patient.
relationship-oneself = The patient
relationship-parent = Parent
relationship-guardian = Guardian
relationship-caregiver = Caregiver
relationship-power-of-attorney = Power of attorney

# Labels that are protected more, in words that do not shame.
label-substance-use = care for alcohol or drug use
label-behavioral = mental health care
label-reproductive = sexual and reproductive health
label-hiv = HIV care
label-genetic = genetic tests

# Why somebody could or could not see something.
policy-self = It is their own record.
policy-own-account = It is their own account.
policy-second-factor = A password alone opens nothing.
policy-no-standing = They have nothing to do with this record.
policy-role = People in this role never see this.
policy-age = The patient’s age limits what a parent sees.
policy-directive = The patient does not allow it.
policy-part-2 = Care for alcohol or drug use needs the patient’s consent.
policy-sensitive = This is protected more, and the patient has not shared it.
policy-assurance = This needs a stronger sign-in.
policy-step-up = This needs a fresh security code.
policy-proxy = They act for the patient.
policy-care = They treat the patient.
policy-break-glass = They declared an emergency.
policy-appointments = They plan appointments.
policy-office = It is part of their office.
policy-unknown = No rule allows it.
policy-error = The rules could not be read, so nothing was shown.

# Choosing for whom one acts.
place-people = Switch person
people-title = Whose record do you want to see?
people-own = Your own record
people-empty-title = You act for nobody else
people-empty = When somebody shares their record with you, or the clinic confirms that you care for a child, you will find them here.
people-until = Until { $date }
people-to-sharing = Ask for access to a child’s record
preview-title = You are looking through somebody else’s eyes.
preview-proxy = This is what { $name } sees of your record now. Nothing you do here is done in their name.
preview-clinician = This is what a clinician of your care team sees of your record now.
preview-end = Back to my own view
acting-title = You are acting for { $name }.
