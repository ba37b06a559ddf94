### The staff side.

place-staff-home = Inicio
place-staff-patients = Pacientes
place-staff-appointments = Citas
place-staff-cases = Casos
place-staff-accounts = Cuentas
place-staff-oversight = Quién miró
places-staff = Su trabajo

role-patient = Paciente
role-clinician = Profesional clínico
role-scheduler = Encargado de citas
role-support = Asistencia
role-administrator = Administrador
role-privacy-officer = Responsable de privacidad
role-system = El portal mismo

gate-line-staff = Para quienes trabajan aquí.
record-of-patient = Paciente cuyo expediente está abierto
problem-staff-home = Volver a su trabajo

staff-hello = Hola, { $name }
staff-task-patients = Busque a un paciente y abra su expediente.
staff-task-appointments = Vea quién viene y cuándo.
staff-task-cases = Responda a lo que la gente pidió.
staff-task-accounts = Ayude a las personas a entrar en su cuenta.
staff-task-oversight = Vea quién abrió qué expediente y por qué.
staff-limits-clinician = Usted ve los expedientes de los pacientes que atiende. Ellos ven que usted miró.
staff-limits-scheduler = Usted ve las citas. No ve expedientes médicos.
staff-limits-privacy-officer = Usted ve quién abrió qué. No ve expedientes médicos.
staff-limits-others = Usted no ve expedientes médicos.

## The open record
staff-reading = Está leyendo el expediente de { $name } como: { $role }. Cada página que abre queda anotada y el paciente puede verlo.
glass-open-title = Acceso de emergencia.
glass-open = { $n ->
    [one] Termina en un minuto, a las { $moment }. La persona responsable de privacidad lo sabe.
   *[other] Termina en { $n } minutos, a las { $moment }. La persona responsable de privacidad lo sabe.
 }
glass-end = Terminar ahora
