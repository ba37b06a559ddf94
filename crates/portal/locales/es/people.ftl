# Kinds of record, as they stand in a sentence.
category-demographics = datos personales
category-laboratory = resultados de pruebas
category-vitals = signos vitales
category-conditions = problemas de salud
category-allergies = alergias
category-immunizations = vacunas
category-medications = medicamentos
category-visits = visitas
category-notes = notas de las visitas
category-reports = imágenes y otros informes
category-documents = documentos
category-care-plans = planes de atención
category-care-team = el equipo de atención
category-appointments = citas
category-other = procedimientos, dispositivos y otros datos

notice-not-shared = No se comparte con usted: { $kinds }.

# How somebody stands toward a patient.
relationship-oneself = El paciente
relationship-parent = Madre o padre
relationship-guardian = Tutor legal
relationship-caregiver = Persona que cuida
relationship-power-of-attorney = Poder notarial
acting-parent = Usted es la madre o el padre
acting-guardian = Usted tiene la tutela legal
acting-caregiver = Usted ayuda a cuidar
acting-power-of-attorney = Usted tiene un poder notarial

# Labels that are protected more, in words that do not shame.
label-substance-use = atención por consumo de alcohol o drogas
label-behavioral = atención de salud mental
label-reproductive = salud sexual y reproductiva
label-hiv = atención del VIH
label-genetic = pruebas genéticas

# Why somebody could or could not see something.
policy-self = Es su propio expediente.
    .other = Es el expediente de esa misma persona.
policy-own-account = Es su propia cuenta.
policy-second-factor = Una contraseña sola no abre nada.
policy-no-standing = No tiene relación con su expediente.
    .other = No tiene relación con este expediente.
policy-role = Las personas con esta función nunca ven esto.
policy-age = La edad que usted tiene limita lo que ve su madre, padre o tutor.
    .other = La edad del paciente limita lo que ve su madre, padre o tutor.
policy-directive = Usted no lo permite.
    .other = El paciente no lo permite.
policy-part-2 = La atención por consumo de alcohol o drogas requiere su consentimiento.
    .other = La atención por consumo de alcohol o drogas requiere el consentimiento del paciente.
policy-sensitive = Esto tiene más protección y usted no lo ha compartido.
    .other = Esto tiene más protección y el paciente no lo ha compartido.
policy-assurance = Esto requiere un inicio de sesión más seguro.
policy-step-up = Esto requiere un código de seguridad reciente.
policy-proxy = Actúa en su nombre.
    .other = Actúa en nombre del paciente.
policy-care = Le atiende a usted.
    .other = Atiende al paciente.
policy-break-glass = Declaró una emergencia.
policy-appointments = Organiza sus citas.
    .other = Organiza las citas.
policy-office = Forma parte de su trabajo.
policy-unknown = Ninguna regla lo permite.
policy-error = No se pudieron leer las reglas, así que no se mostró nada.

# Choosing for whom one acts.
place-people = Cambiar de persona
people-title = ¿De quién quiere ver el expediente?
people-lede = Elija a una persona. Su nombre y su color están en cada página, para que siempre sepa de quién es el expediente abierto.
people-own = Su propio expediente
people-empty-title = No actúa por nadie más
people-empty = Cuando alguien comparta su expediente con usted, o la clínica confirme que cuida a un menor, aparecerá aquí.
people-until = Hasta { $date }
people-to-sharing = Pedir acceso al expediente de alguien
preview-title = Está mirando con los ojos de otra persona.
preview-proxy = Esto es lo que { $name } ve ahora de su expediente. Nada de lo que haga aquí se hace en su nombre.
preview-clinician = Esto es lo que un profesional de su equipo de atención ve ahora de su expediente.
preview-end = Volver a mi propia vista
acting-title = Está actuando por { $name }.
