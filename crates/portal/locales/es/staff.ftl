### The staff side.

place-staff-home = Inicio
place-staff-patients = Pacientes
place-staff-appointments = Citas
place-staff-cases = Casos
place-staff-accounts = Cuentas
place-staff-access = Accesos
place-staff-alerts = Alertas
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
colophon-staff = { $organization } guarda los expedientes. Portico solo los muestra y anota cada vez que se abre uno.
problem-staff-home = Volver a su trabajo

staff-hello = Hola, { $name }
staff-task-patients = Busque a un paciente y abra su expediente.
staff-task-appointments = Vea quién viene y cuándo.
staff-task-cases = Responda a lo que la gente pidió.
staff-task-accounts = Ayude a las personas a entrar en su cuenta.
staff-task-access = Compruebe quién puede actuar por un paciente.
staff-task-alerts = Vea lo que parece inusual e investíguelo.
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

## Signing in
staff-sign-in-title = Acceso para el personal
staff-sign-in-lede = { $organization } comprueba quién es usted. Entra donde entra para todo lo demás en el trabajo.
staff-sign-in = Entrar con su cuenta de trabajo
staff-going-on = Ahora pasa a su cuenta de trabajo. Si no ocurre nada en un momento, pulse el botón.
staff-go-on = Continuar
staff-for-patients = ¿Es paciente? Entre aquí.
staff-again-title = ¿Sigue siendo usted?
staff-again-lede = Lo que quiere hacer es delicado. Demuestre una vez más quién es y seguimos donde estaba.
staff-again = Demostrar que soy yo
staff-fault-not-under-way = Este acceso tardó demasiado o ya se usó. Empiece de nuevo.
staff-fault-declined = No ha entrado. Puede intentarlo otra vez.
staff-fault-untrusted = No pudimos asegurarnos de que es usted y no se abrió nada. Inténtelo de nuevo; si vuelve a pasar, llame a asistencia.
staff-fault-no-second-factor = Entró solo con una contraseña. Para los expedientes hace falta una segunda prueba, como una llave de seguridad o un código.
staff-fault-no-role = Usted trabaja aquí, pero su trabajo no tiene parte en este portal. Si es un error, llame a asistencia.
staff-fault-let-go = Su cuenta aquí está cerrada. Si es un error, llame a asistencia.
staff-fault-somebody-else = Entró otra persona, no la dueña de la página abierta. Para cambiar de persona, cierre primero la sesión.
staff-fault-unavailable = Ahora no se puede llegar a su acceso de trabajo. Inténtelo en unos minutos.
staff-fault-not-set-up = El acceso para el personal no está configurado aquí.

## Signing out
staff-signed-out-title = Ha cerrado la sesión
staff-signed-out-going-on = Ha cerrado la sesión aquí. Ahora se cierra también la de su cuenta de trabajo.
staff-signed-out-everywhere = Ha cerrado la sesión aquí y en su cuenta de trabajo.
staff-signed-out-here = Ha cerrado la sesión aquí. Su cuenta de trabajo puede seguir abierta en este equipo: si otras personas lo usan, ciérrela también.
staff-sign-out-there = Cerrar la sesión de su cuenta de trabajo
staff-sign-in-again = Volver a entrar

## Patients
staff-patients-lede = Abra el expediente de un paciente que atiende o busque a otra persona.
staff-patients-mine = Pacientes que usted atiende
staff-patients-mine-none-title = Todavía no hay pacientes
staff-patients-mine-none = Los pacientes aparecen aquí cuando usted está en su equipo o mientras están con usted.
staff-patients-found = Encontrado
staff-patients-none-title = No se encontró a nadie
staff-patients-none = Revise la ortografía y la fecha de nacimiento. Hacen falta el nombre y el apellido completos.
staff-patients-unclear = Escriba el nombre completo con la fecha de nacimiento, o solo el número de expediente.
staff-patients-find = Buscar a un paciente
staff-patients-search = Buscar
staff-patients-back = Volver a sus pacientes
done-glass-ended = El acceso de emergencia terminó. El expediente vuelve a estar cerrado para usted.
staff-truncated = Hay más de lo que muestra esta página.
staff-patients-name = Nombre y apellido
staff-patients-born = Fecha de nacimiento
staff-patients-number = Número de expediente
staff-patients-hint = Nombre y fecha de nacimiento, o solo el número de expediente. Cada búsqueda queda anotada.
staff-patient-born = Nacimiento: { $date }
staff-patient-mine = Usted le atiende

## Breaking the glass
staff-patient-replaced = Unido a otro expediente
staff-patient-inactive = Ya no se usa
staff-patient-elsewhere = Hay más en otro expediente
staff-patient-kept = Ir al expediente que se conserva: { $name }
staff-patient-kept-unknown = El sistema de expedientes no dice cuál expediente se conserva. Pregunte por favor a su oficina de expedientes.
glass-title = Acceso de emergencia
glass-who = { $name }, nacimiento { $date }, no es paciente suyo.
glass-warning-title = El paciente lo verá.
glass-warning = { $n ->
    [one] El expediente se abre por un minuto. Se avisa ahora a la persona responsable de privacidad, que le preguntará, y el paciente ve su nombre y su motivo.
   *[other] El expediente se abre por { $n } minutos. Se avisa ahora a la persona responsable de privacidad, que le preguntará, y el paciente ve su nombre y su motivo.
 }
glass-reason = ¿Por qué necesita ver este expediente?
glass-reason-emergency = Una emergencia
glass-reason-covering = Sustituyo a un colega
glass-reason-patient-asked = El paciente me lo pidió
glass-reason-other = Otro motivo
glass-words = Con sus propias palabras
glass-words-hint = Qué pasó y qué necesita saber. Al menos diez letras.
glass-words-fault = Elija un motivo y diga en una frase qué pasó.
glass-break = Abrir el expediente
glass-not = No abrirlo
glass-limit-title = Este es el límite.
glass-limit = Usted abrió así tantos expedientes como una persona puede abrir en poco tiempo. A las { $moment } podrá otra vez. Si alguien necesita ayuda antes, un colega puede abrir el expediente, o llame a la persona responsable de privacidad.
glass-limit-phone = Usted abrió así tantos expedientes como una persona puede abrir en poco tiempo. A las { $moment } podrá otra vez. Si alguien necesita ayuda antes, un colega puede abrir el expediente, o llame a la persona responsable de privacidad: { $phone }.

## Appointments
staff-appointments-days = Otro día
staff-appointments-go = Ir
staff-appointments-count = { $n ->
    [one] Una cita
   *[other] { $n } citas
 }
staff-appointments-before = Día anterior
staff-appointments-today = Hoy
staff-appointments-after = Día siguiente
staff-appointments-none-title = Sin citas
staff-appointments-none = No se espera a nadie ese día.
staff-appointment-here = Está aquí
staff-appointment-cancelled = Cancelada
staff-appointment-missed = No vino
staff-appointment-waiting = Sin confirmar
