### Medicinas.

medications-lede = { $n ->
    [one] Una medicina en uso.
   *[other] { $n } medicinas en uso.
 }
medications-now = En uso
medications-past = Anteriores
medications-empty-title = Sin medicinas
medications-empty = Su expediente no tiene medicinas.
    .other = No hay medicinas en la lista que usted pueda ver.
medication-how = Cómo tomarla
medication-no-instructions = El expediente no tiene instrucciones. Siga la etiqueta o pregunte en su farmacia.
medication-dispenses = De la farmacia
medication-no-dispenses = El expediente no dice que una farmacia la haya entregado.
medication-facts = Sobre esta receta
medication-safe-title = Antes de cambiar algo
medication-safe = Hable con su equipo de atención o con su farmacia antes de dejar una medicina o tomarla de otra manera.
    .other = Hable con el equipo de atención o con la farmacia antes de que se deje una medicina o se tome de otra manera.
medication-reported = Usted nos lo contó; nadie aquí la recetó.
    .other = Lo contó el paciente; nadie aquí la recetó.
medication-for = Para
medication-prescriber = Recetada por
medication-prescribed = Fecha de la receta
medication-refills = Reposiciones
medication-supply-until = Le alcanza hasta
medication-valid-until = Receta válida hasta
medication-active = En uso
medication-on-hold = En pausa
medication-draft = Aún sin empezar
medication-completed = Terminada
medication-stopped = Suspendida
medication-cancelled = Cancelada
refills-none = Sin reposiciones
refills-left = { $n ->
    [0] Sin reposiciones
    [one] Queda una reposición
   *[other] Quedan { $n } reposiciones
 }
days-supply = { $n ->
    [one] para un día
   *[other] para { $n } días
 }
dispense-preparing = en preparación
dispense-not-given = no se entregó
notes-title = Observaciones
medications-none-in-use = Su expediente no tiene medicinas en uso.
    .other = No hay medicinas en uso en la lista que usted pueda ver.
medications-do-not-take = No tomar
medications-do-not-take-words = Su equipo de atención anotó que no debe tomar estas medicinas.
    .other = El equipo de atención anotó que estas medicinas no se deben tomar.
medications-on-hold = En pausa por ahora
medications-unclear = No está claro
medications-unclear-words = El expediente no deja claro si las toma. Pregunte a su equipo de atención o en su farmacia.
    .other = El expediente no deja claro si se toman. Pregunte al equipo de atención o en la farmacia.
medications-proposed = Pensadas, no recetadas
medications-proposed-words = Nadie se las ha recetado.
    .other = Nadie las ha recetado.
medications-in-hospital = Para una hospitalización
medications-in-hospital-words = Se indicaron para una hospitalización, no para la casa.
medications-given-out = De la farmacia, sin receta en este expediente
medications-given-out-words = Una farmacia las entregó. El expediente no dice con qué receta.
medication-earlier = { $n ->
    [one] Recetada una vez antes.
   *[other] Recetada { $n } veces antes.
 }
medication-earlier-since = { $n ->
    [one] Recetada una vez antes, el { $date }.
   *[other] Recetada { $n } veces antes, la primera el { $date }.
 }
medication-earlier-title = Recetada antes
medication-same-substance = La misma sustancia está también en: { $names }. Pregunte en su farmacia si debe tomar ambas.
    .other = La misma sustancia está también en: { $names }. Pregunte en la farmacia si se deben tomar ambas.
refills-expired = La receta ya terminó
refills-not-in-force = Sin reposiciones: ya no está vigente
refills-more-than-allowed = Reposiciones no seguras: pregunte en la farmacia
dispense-by-medicine = La farmacia no nombró ninguna receta; la medicina es la misma.
