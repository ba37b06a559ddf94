### Lo que ve la persona responsable de privacidad.

oversight-lede = Pregunte quién abrió un expediente o qué abrió una persona. Su pregunta también queda registrada.
oversight-of-record = ¿Quién abrió un expediente?
oversight-of-person = ¿Qué abrió una persona?
oversight-patient = Expediente de quién
oversight-patient-hint = El número de paciente en el sistema de expedientes, o el correo electrónico de su cuenta.
oversight-actor = Quién
oversight-actor-hint = El correo electrónico o el número de una cuenta.
oversight-from = Primer día
oversight-to = Último día
oversight-days-hint = Deje los días en blanco para ver los últimos treinta días.
oversight-look = Buscar
oversight-nobody = No conocemos a nadie así. Revise cómo está escrito.
oversight-malformed-title = No se puede preguntar así.
oversight-malformed = Escriba cada día como una fecha e inténtelo de nuevo.

## What was found
oversight-span = Del { $from } al { $to }, lo más reciente primero.
oversight-found = Lo que se encontró
oversight-empty-title = No se encontró nada
oversight-empty = En estos días nadie hizo nada así.
oversight-all = Mostrar todo
oversight-refused-only = Solo lo rechazado
oversight-older = Mostrar anteriores
oversight-unreadable-title = Hay que revisar el registro.
oversight-unreadable = { $n ->
    [one] No se puede leer una entrada. Es posible que alguien la haya cambiado: pida que se verifique el registro.
   *[other] No se pueden leer { $n } entradas. Es posible que alguien las haya cambiado: pida que se verifique el registro.
 }
oversight-nobody-signed-in = Nadie había iniciado sesión
oversight-account-gone = Una persona cuya cuenta ya no existe
oversight-record = expediente { $patient }
oversight-shown = { $n ->
    [one] se mostró un dato
   *[other] se mostraron { $n } datos
 }
oversight-withheld = { $n ->
    [one] se ocultó uno
   *[other] se ocultaron { $n }
 }
oversight-times = { $n ->
    [one] se intentó una vez más
   *[other] se intentó { $n } veces más
 }
oversight-why = Por qué: { $why }
oversight-refused = Rechazado
oversight-failed = No funcionó
oversight-mark-surname = Mismo apellido
oversight-mark-address = Misma dirección
oversight-mark-colleague = También trabaja aquí

## Taking it away
oversight-export = Llévese una copia
oversight-export-about = Todo lo que encuentra esta pregunta, en un archivo. Le pediremos que demuestre quién es, y cada parte del archivo queda registrada.
oversight-export-fhir = Descargar para otros sistemas (FHIR)
oversight-export-plain = Descargar como está aquí

## What was done
oversight-act-system-start = El portal se inició
oversight-act-system-stop = El portal se detuvo
oversight-act-resume-audit = El registro volvió a admitir entradas tras una interrupción
oversight-act-create-account = Se creó una cuenta
oversight-act-sign-in = Inició sesión
oversight-act-prove-factor = Completó el segundo paso
oversight-act-enrol-factor = Agregó un segundo paso
oversight-act-remove-factor = Quitó un segundo paso
oversight-act-use-recovery-code = Usó un código de recuperación
oversight-act-renew-recovery-codes = Creó nuevos códigos de recuperación
oversight-act-change-password = Cambió la contraseña
oversight-act-lock-out = Tuvo que esperar tras demasiados intentos fallidos
oversight-act-sign-out = Cerró sesión
oversight-act-end-session = Terminó una sesión
oversight-act-open-chart = Abrió el expediente
oversight-act-break-glass = Declaró una emergencia
oversight-act-read = Leyó
oversight-act-search = Buscó en el expediente
oversight-act-download = Se llevó un archivo
oversight-act-export = Se llevó el expediente completo
oversight-act-stranger-dropped = El sistema de expedientes envió datos de otra persona; no se mostraron
oversight-act-query-audit = Preguntó quién miró
oversight-act-export-audit = Se llevó entradas del registro
oversight-act-verify-audit = Verificó el registro
oversight-act-change-account = Se suspendió, reabrió o cerró una cuenta
oversight-act-change-language = Cambió el idioma
oversight-act-read-security = Miró su propio inicio de sesión y sus dispositivos
oversight-act-extend-session = Siguió con la sesión abierta
oversight-act-read-directives = Miró las decisiones del paciente
oversight-act-make-directive = Decidió quién puede ver qué
oversight-act-end-directive = Terminó una decisión sobre quién puede ver qué
oversight-act-write-back = Escribió una decisión en la historia clínica
oversight-act-end-break-glass = Declaró terminada la emergencia
oversight-act-find-patients = Buscó pacientes
oversight-act-provision = El directorio dijo quién trabaja aquí
oversight-act-open-case = Pidió algo
oversight-act-work-case = Miró solicitudes o trabajó en ellas
oversight-act-rotate-keys = Se renovaron las claves
oversight-act-invite-proxy = Invitó a alguien a actuar por el paciente
oversight-act-answer-invitation = Miró una invitación o la respondió
oversight-act-request-access = Pidió acceso al expediente de otra persona
oversight-act-review-access = Examinó una solicitud de acceso o la decidió
oversight-act-end-access = Terminó el acceso de alguien
oversight-act-make-activation-code = Creó un código para registrarse
oversight-act-find-account = Buscó una cuenta
oversight-act-match-identity = Se compararon un nombre y una fecha de nacimiento con el expediente
oversight-act-sign-up = Se registró
oversight-act-announce-age-change = Se anunció un cumpleaños que cambia lo que ve uno de los padres
oversight-act-other = Otra cosa: { $act }

## Why
oversight-why-self = es su propio expediente
oversight-why-own-account = es su propia cuenta
oversight-why-second-factor = faltaba el segundo paso
oversight-why-no-standing = no tiene relación con esta persona
oversight-why-role = las personas con esta función no ven esto
oversight-why-age = la edad limita lo que ven los padres
oversight-why-directive = la persona lo prohíbe
oversight-why-part-2 = el tratamiento por consumo de sustancias necesita el permiso de la persona
oversight-why-sensitive = está más protegido que lo compartido
oversight-why-assurance = la prueba de identidad era demasiado débil
oversight-why-step-up = debía demostrar de nuevo quién es
oversight-why-proxy = actúa en nombre de la persona
oversight-why-care = atiende a la persona
oversight-why-break-glass = se declaró una emergencia
oversight-why-appointments = organiza las citas
oversight-why-office = es su trabajo
oversight-why-unknown = ninguna regla lo permite
oversight-why-error = no se pudieron aplicar las reglas

## Alerts
oversight-alerts-lede = Lo que las reglas encontraron en el registro. Cada alerta tiene un caso, donde usted escribe en qué quedó.
oversight-which = Qué alertas
oversight-open = Pendientes
oversight-open-and-settled = Pendientes y resueltas
oversight-alerts-found = Lo que se notó
oversight-no-alerts-title = No hay nada que revisar
oversight-no-alerts = Las reglas no encontraron nada que siga pendiente.
oversight-severity-high = Revisar hoy
oversight-severity-medium = Revisar pronto
oversight-severity-low = Para su información
oversight-state-harmless = Había un buen motivo
oversight-state-breach = No debió ocurrir
oversight-counted = { $n ->
    [one] se contó una vez
   *[other] se contaron { $n }
 }
oversight-entries = Entradas { $first } a { $last } del registro
oversight-what-happened = Qué pasó
oversight-see-acts = Ver qué hizo
oversight-see-record = Ver quién abrió este expediente
oversight-case = Abrir el caso
oversight-settled = { $by }, { $moment }: { $note }

## The rules
oversight-rule-bulk-reading = Muchos expedientes en poco tiempo
oversight-about-bulk-reading = Una persona abrió en una hora más expedientes de los que su trabajo suele necesitar.
oversight-rule-same-surname = Un expediente con el mismo apellido
oversight-about-same-surname = Alguien que trabaja aquí abrió el expediente de una persona con el mismo apellido. Pueden ser familiares.
oversight-rule-same-address = Un expediente con la misma dirección
oversight-about-same-address = Alguien que trabaja aquí abrió el expediente de una persona que vive en la misma dirección.
oversight-rule-colleague = El expediente de un colega
oversight-about-colleague = Alguien que trabaja aquí abrió el expediente de otra persona que trabaja aquí.
oversight-rule-odd-hours = Expedientes de noche
oversight-about-odd-hours = Una persona abrió varios expedientes de noche.
oversight-rule-failed-sign-ins = Muchos inicios de sesión fallidos
oversight-about-failed-sign-ins = Alguien intentó una y otra vez entrar en una cuenta.
oversight-rule-failed-sign-ins-place = Muchos inicios de sesión fallidos desde un lugar
oversight-about-failed-sign-ins-place = Desde una dirección alguien intentó una y otra vez entrar en cuentas.
oversight-rule-break-glass = Se declaró una emergencia
oversight-about-break-glass = Una persona del equipo médico abrió un expediente para el que no tenía otro derecho. Compruebe que hubo una emergencia.
oversight-rule-break-glass-again = Una persona declaró varias emergencias
oversight-about-break-glass-again = Un profesional abrió, uno tras otro, los expedientes de varios pacientes a los que no tenía otro derecho. Llámele ahora y pregunte.
oversight-rule-break-glass-refused = Se intentaron más emergencias de las que una persona puede declarar
oversight-about-break-glass-refused = Se rechazaron. Llame al profesional: puede que necesite ayuda, o que no sea él.
oversight-rule-many-downloads = Muchos archivos descargados
oversight-about-many-downloads = Una persona se llevó en una hora más archivos de los que su trabajo suele necesitar.
oversight-rule-log-export = Se descargó gran parte de este registro
oversight-about-log-export = Se descargaron muchas entradas de este registro.
oversight-rule-locked-out = Alguien intenta adivinar una cuenta
oversight-about-locked-out = Los intentos en una cuenta tuvieron que esperar una y otra vez. Puede que alguien intente adivinar su contraseña o sus códigos.
oversight-rule-code-by-hand = Se entregó en mano un código para una primera cuenta
oversight-about-code-by-hand = El expediente no tiene una dirección propia del paciente, así que un empleado vio el código. Compruebe que llegó al paciente.
