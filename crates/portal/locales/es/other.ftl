## Lo que guarda el expediente y aún no tiene página propia

other-lede = Lo demás que guarda su expediente: lo que se le hizo, lo que se le preguntó, lo que viene de familia.
    .other = Lo demás que guarda este expediente: lo que se hizo, lo que se preguntó, lo que viene de familia.
other-empty-title = No encontramos nada más
other-empty = Buscamos todo lo demás que nos ofrece el sistema de expedientes.
other-all = { $n ->
    [one] Mostrarlo
   *[other] Ver los { $n }
 }
other-not-offered = El sistema de expedientes de la clínica no nos ofrece esto, así que no pudimos buscarlo: { $kinds }.
other-by = Por

# Clases de cosas, tal como van dentro de una frase.
other-kind-procedures = procedimientos
other-kind-devices = dispositivos e implantes
other-kind-devices-used = uso de dispositivos
other-kind-social-history = hábitos y circunstancias
other-kind-family-history = antecedentes familiares
other-kind-surveys = preguntas y puntuaciones
other-kind-forms = formularios contestados
other-kind-findings = exploraciones y otros hallazgos
other-kind-orders = órdenes y derivaciones
other-kind-medicines-told = medicinas de las que alguien habló a la clínica
other-kind-medicines-given = medicinas administradas en la clínica
other-kind-adverse-events = sucesos no deseados
other-kind-alerts = avisos para la clínica
other-kind-vaccine-forecasts = vacunas que tocan
other-kind-risks = estimaciones de riesgo
other-kind-assessments = valoraciones
other-kind-imaging-studies = estudios de imagen
other-kind-pictures = imágenes y grabaciones
other-kind-specimens = muestras
other-kind-diets = dietas
other-kind-glasses = gafas y lentes
other-kind-supplies = material entregado
other-kind-episodes = procesos de atención
other-kind-messages = mensajes del expediente
other-kind-related-people = personas cercanas a usted
    .other = personas cercanas a esta persona

# Lo que no ocurrió, se retiró o no es seguro.
mark-not-done = No se hizo
mark-not-to-do = No debe hacerse
mark-ended = Terminado
mark-unfinished = No definitivo
mark-changed = Cambiado después

# Lo que una cosa dice además.
other-age = Edad
other-amount = Cantidad
other-body-site = Parte del cuerpo
other-by-whom = Lo hará
other-complication = Complicación
other-contact = Cómo contactar
other-description = Descripción
other-device-name = Dispositivo
other-died = Falleció
other-died-of-it = Contribuyó al fallecimiento
other-dose = Dosis
other-expires = Usar antes de
other-finding = Hallazgo
other-follow-up = Qué sigue
other-form = Formulario contestado
other-formula = Alimentación por sonda
other-glasses = Receta de gafas o lentes
other-only-in-codes = solo en códigos que aquí no se pueden expresar; pregunte en la farmacia
other-how-to-take = Cómo tomarla
other-instructions = Indicaciones
other-leave-out = Evitar
other-left-eye = Ojo izquierdo
other-lot = Número de lote
other-maker = Fabricante
other-message = Mensaje
other-method = Método
other-mitigation = Qué se puede hacer
other-modality = Clase de imagen
other-model = Modelo
other-must-not = No debe ponerse
other-name = Nombre
other-no = No
other-order-detail = Detalle
other-outcome = Resultado
other-person = Persona sin nombre en el expediente
other-place = Dónde
other-preference = Preferencia
other-prognosis = Pronóstico
other-rationale = Por qué
other-reason = Para
other-relationship = Parentesco o relación
other-right-eye = Ojo derecho
other-route = Vía
other-said = Texto
other-serial = Número de serie
other-series = Serie
other-seriousness = Gravedad
other-severity = Intensidad
other-sort = Clase
other-summary = Resumen
other-supplement = Suplemento
other-tissue-number = Número del tejido
other-title = Título
other-udi = Número del dispositivo (UDI)
other-unusable = La muestra no sirvió
other-vaccine-forecast = Próximas vacunas
other-when = Cuándo
other-why-not = Por qué este estado
other-yes = Sí
