### The staff side.

place-staff-home = Home
place-staff-patients = Patients
place-staff-appointments = Appointments
place-staff-cases = Cases
place-staff-accounts = Accounts
place-staff-oversight = Who looked
places-staff = Your work

role-patient = Patient
role-clinician = Clinician
role-scheduler = Scheduler
role-support = Support
role-administrator = Administrator
role-privacy-officer = Privacy officer
role-system = The portal itself

gate-line-staff = For people who work here.
record-of-patient = The patient whose record is open
problem-staff-home = Back to your work

staff-hello = Hello, { $name }
staff-task-patients = Find a patient and open their record.
staff-task-appointments = See who comes when.
staff-task-cases = Answer what people asked for.
staff-task-accounts = Help people get into their accounts.
staff-task-oversight = See who opened which record, and why.
staff-limits-clinician = You see the records of patients whom you treat. Patients see that you looked.
staff-limits-scheduler = You see appointments. You do not see health records.
staff-limits-privacy-officer = You see who opened what. You do not see health records.
staff-limits-others = You do not see health records.

## The open record
staff-reading = You are reading the record of { $name } as: { $role }. Every page you open is written down, and the patient can see it.
glass-open-title = Emergency access.
glass-open = { $n ->
    [one] It ends in one minute, at { $moment }. The privacy officer knows.
   *[other] It ends in { $n } minutes, at { $moment }. The privacy officer knows.
 }
glass-end = End it now
