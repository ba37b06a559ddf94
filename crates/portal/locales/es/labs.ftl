### Análisis de laboratorio en palabras sencillas: nombre, qué mide y qué dice un valor por encima, por debajo o dentro del intervalo.

lab-ldl = Colesterol LDL
lab-ldl-about = El LDL lleva colesterol a las paredes de los vasos sanguíneos. Suele llamarse colesterol “malo”.
lab-ldl-high = Su LDL, el llamado colesterol “malo”, está por encima del intervalo que recomienda su laboratorio.
    .other = Su LDL, el llamado colesterol “malo”, está por encima del intervalo que recomienda el laboratorio.
lab-ldl-low = Su LDL está por debajo del intervalo. Un LDL bajo suele ser una buena noticia para el corazón.
lab-ldl-in-range = Su LDL está dentro del intervalo que recomienda su laboratorio.
    .other = Su LDL está dentro del intervalo que recomienda el laboratorio.

lab-hdl = Colesterol HDL
lab-hdl-about = El HDL retira el colesterol de los vasos sanguíneos. Suele llamarse colesterol “bueno”.
lab-hdl-high = Su HDL, el llamado colesterol “bueno”, está por encima del intervalo. Por lo general no es motivo de preocupación.
lab-hdl-low = Su HDL, el llamado colesterol “bueno”, está por debajo de lo que recomienda su laboratorio.
    .other = Su HDL, el llamado colesterol “bueno”, está por debajo de lo que recomienda el laboratorio.
lab-hdl-in-range = Su HDL, el colesterol “bueno”, está dentro del intervalo.

lab-cholesterol = Colesterol total
lab-cholesterol-about = Suma todo el colesterol de la sangre, tanto el “bueno” como el “malo”.
lab-cholesterol-high = Su colesterol total está por encima del intervalo. Lo que significa depende de cuánto es LDL y cuánto es HDL.
lab-cholesterol-low = Su colesterol total está por debajo del intervalo.
lab-cholesterol-in-range = Su colesterol total está dentro del intervalo.

lab-triglycerides = Triglicéridos
lab-triglycerides-about = Los triglicéridos son la grasa más común en la sangre. Suben durante algunas horas después de comer.
lab-triglycerides-high = Sus triglicéridos están por encima del intervalo. Comer o beber alcohol antes del análisis puede elevarlos.
lab-triglycerides-low = Sus triglicéridos están por debajo del intervalo, lo que rara vez preocupa.
lab-triglycerides-in-range = Sus triglicéridos están dentro del intervalo.

lab-non-hdl = Colesterol no HDL
lab-non-hdl-about = Es todo el colesterol menos el HDL, el “bueno”.
lab-non-hdl-high = Su colesterol no HDL está por encima de lo que recomienda su laboratorio.
    .other = Su colesterol no HDL está por encima de lo que recomienda el laboratorio.
lab-non-hdl-low = Su colesterol no HDL está por debajo del intervalo.

lab-vldl = Colesterol VLDL
lab-vldl-about = El VLDL lleva grasa del hígado a la sangre.
lab-vldl-high = Su VLDL está por encima del intervalo.
lab-vldl-low = Su VLDL está por debajo del intervalo.

lab-cholesterol-ratio = Relación colesterol/HDL
lab-cholesterol-ratio-about = Compara su colesterol total con la parte “buena”.
lab-cholesterol-ratio-high = La relación está por encima del intervalo: una parte menor de su colesterol es del tipo “bueno”.
lab-cholesterol-ratio-low = La relación está por debajo del intervalo, lo que suele ser bueno.

lab-apob = Apolipoproteína B
lab-apob-about = Cuenta las partículas que transportan el colesterol “malo”.
lab-apob-high = Su apolipoproteína B está por encima del intervalo.
lab-apob-low = Su apolipoproteína B está por debajo del intervalo.

lab-lipoprotein-a = Lipoproteína(a)
lab-lipoprotein-a-about = Una partícula hereditaria que transporta colesterol. Cambia poco a lo largo de la vida.
lab-lipoprotein-a-high = Su lipoproteína(a) está por encima del intervalo. Es en gran parte hereditaria.
lab-lipoprotein-a-low = Su lipoproteína(a) está por debajo del intervalo.

lab-glucose = Glucosa
lab-glucose-about = La glucosa es el azúcar de la sangre. Depende de cuándo comió por última vez.
lab-glucose-high = Su azúcar en sangre está por encima del intervalo. Haber comido antes del análisis puede ser la causa.
lab-glucose-low = Su azúcar en sangre está por debajo del intervalo. Si siente temblor, sudor o confusión, tome algo dulce y busque ayuda.
    .other = Su azúcar en sangre está por debajo del intervalo. Quien siente temblor, sudor o confusión debe tomar algo dulce y buscar ayuda.
lab-glucose-in-range = Su azúcar en sangre está dentro del intervalo.

lab-glucose-tolerance = Glucosa tras bebida azucarada
lab-glucose-tolerance-about = Muestra cómo maneja su cuerpo el azúcar dos horas después de una bebida dulce.
lab-glucose-tolerance-high = Dos horas después de la bebida, su azúcar en sangre estaba por encima del intervalo.
lab-glucose-tolerance-low = Dos horas después de la bebida, su azúcar en sangre estaba por debajo del intervalo.

lab-glucose-screen = Glucosa una hora después de la bebida azucarada
lab-glucose-screen-about = Muestra cómo maneja su cuerpo el azúcar una hora después de una bebida dulce.
lab-glucose-screen-high = Una hora después de la bebida, su azúcar en sangre estaba por encima del intervalo.
lab-glucose-screen-low = Una hora después de la bebida, su azúcar en sangre estaba por debajo del intervalo.

lab-a1c = Hemoglobina A1c
lab-a1c-about = La A1c muestra su azúcar promedio en sangre durante los últimos dos o tres meses.
lab-a1c-high = Su azúcar promedio de los últimos meses está por encima del intervalo.
lab-a1c-low = Su A1c está por debajo del intervalo.
lab-a1c-in-range = Su azúcar promedio de los últimos meses está dentro del intervalo.

lab-insulin = Insulina
lab-insulin-about = La insulina lleva el azúcar de la sangre a las células.
lab-insulin-high = Su insulina está por encima del intervalo.
lab-insulin-low = Su insulina está por debajo del intervalo.

lab-c-peptide = Péptido C
lab-c-peptide-about = El péptido C muestra cuánta insulina produce su propio cuerpo.
lab-c-peptide-high = Su péptido C está por encima del intervalo.
lab-c-peptide-low = Su péptido C está por debajo del intervalo.

lab-sodium = Sodio
lab-sodium-about = El sodio mantiene el equilibrio del agua en el cuerpo.
lab-sodium-high = Su sodio está por encima del intervalo. Beber poca agua es una causa frecuente.
lab-sodium-low = Su sodio está por debajo del intervalo. Algunos medicamentos y beber mucha agua pueden bajarlo.
lab-sodium-in-range = Su sodio está dentro del intervalo.

lab-potassium = Potasio
lab-potassium-about = El potasio mantiene estables el corazón y los músculos.
lab-potassium-high = Su potasio está por encima del intervalo. A veces se debe a la forma en que se tomó la muestra; es posible que le repitan el análisis.
lab-potassium-low = Su potasio está por debajo del intervalo. Los diuréticos y los trastornos del estómago son causas frecuentes.
lab-potassium-in-range = Su potasio está dentro del intervalo.

lab-chloride = Cloruro
lab-chloride-about = El cloruro trabaja con el sodio para equilibrar el agua y el ácido del cuerpo.
lab-chloride-high = Su cloruro está por encima del intervalo.
lab-chloride-low = Su cloruro está por debajo del intervalo.

lab-carbon-dioxide = Dióxido de carbono (bicarbonato)
lab-carbon-dioxide-about = Muestra el equilibrio de ácido en la sangre.
lab-carbon-dioxide-high = Su dióxido de carbono está por encima del intervalo.
lab-carbon-dioxide-low = Su dióxido de carbono está por debajo del intervalo.

lab-urea-nitrogen = Nitrógeno ureico (BUN)
lab-urea-nitrogen-about = La urea es un desecho que los riñones sanos eliminan de la sangre.
lab-urea-nitrogen-high = Su nitrógeno ureico está por encima del intervalo. Beber poca agua o comer muchas proteínas puede elevarlo.
lab-urea-nitrogen-low = Su nitrógeno ureico está por debajo del intervalo, lo que rara vez preocupa.

lab-creatinine = Creatinina
lab-creatinine-about = La creatinina es un desecho de los músculos. Muestra qué tan bien limpian la sangre los riñones.
lab-creatinine-high = Su creatinina está por encima del intervalo. Es posible que sus riñones la eliminen más despacio.
lab-creatinine-low = Su creatinina está por debajo del intervalo, algo común en personas con menos músculo.
lab-creatinine-in-range = Su creatinina está dentro del intervalo, una buena señal de sus riñones.

lab-egfr = Filtración de los riñones (TFGe)
lab-egfr-about = Estima cuánta sangre filtran sus riñones por minuto. Más alto es mejor.
lab-egfr-high = Su filtración está por encima del intervalo, lo que suele estar bien.
lab-egfr-low = Su filtración está por debajo del intervalo. Cambia con la edad y con cuánto líquido bebe.
lab-egfr-in-range = Sus riñones filtran la sangre como se espera.

lab-calcium = Calcio
lab-calcium-about = El calcio forma los huesos y permite que funcionen los músculos, los nervios y el corazón.
lab-calcium-high = Su calcio está por encima del intervalo.
lab-calcium-low = Su calcio está por debajo del intervalo.

lab-protein = Proteína total
lab-protein-about = Cuenta las proteínas de la sangre, que vienen del hígado y del sistema inmunitario.
lab-protein-high = Su proteína total está por encima del intervalo.
lab-protein-low = Su proteína total está por debajo del intervalo.

lab-albumin = Albúmina
lab-albumin-about = La albúmina es una proteína del hígado. Mantiene el líquido dentro de los vasos sanguíneos.
lab-albumin-high = Su albúmina está por encima del intervalo. Beber poca agua es una causa frecuente.
lab-albumin-low = Su albúmina está por debajo del intervalo.

lab-globulin = Globulina
lab-globulin-about = Las globulinas son proteínas del hígado y del sistema inmunitario.
lab-globulin-high = Su globulina está por encima del intervalo.
lab-globulin-low = Su globulina está por debajo del intervalo.

lab-albumin-globulin-ratio = Relación albúmina/globulina
lab-albumin-globulin-ratio-about = Compara dos grupos de proteínas de la sangre.
lab-albumin-globulin-ratio-high = La relación está por encima del intervalo.
lab-albumin-globulin-ratio-low = La relación está por debajo del intervalo.

lab-bilirubin = Bilirrubina
lab-bilirubin-about = La bilirrubina se forma al descomponerse los glóbulos rojos viejos. El hígado la elimina.
lab-bilirubin-high = Su bilirrubina está por encima del intervalo. Muchas personas tienen una causa hereditaria e inofensiva.
lab-bilirubin-low = Su bilirrubina está por debajo del intervalo, lo que no es motivo de preocupación.

lab-bilirubin-direct = Bilirrubina directa
lab-bilirubin-direct-about = La parte de la bilirrubina que el hígado ya procesó.
lab-bilirubin-direct-high = Su bilirrubina directa está por encima del intervalo.
lab-bilirubin-direct-low = Su bilirrubina directa está por debajo del intervalo, lo que no es motivo de preocupación.

lab-alp = Fosfatasa alcalina (ALP)
lab-alp-about = La ALP viene del hígado y de los huesos. Es naturalmente más alta en niños que crecen.
lab-alp-high = Su ALP está por encima del intervalo. El crecimiento y las fracturas que sanan pueden elevarla.
lab-alp-low = Su ALP está por debajo del intervalo.

lab-alt = ALT (hígado)
lab-alt-about = La ALT es una enzima de las células del hígado. Sube cuando el hígado está irritado.
lab-alt-high = Su ALT está por encima del intervalo. El alcohol, algunos medicamentos y el ejercicio intenso pueden elevarla.
lab-alt-low = Su ALT está por debajo del intervalo, lo que no es motivo de preocupación.
lab-alt-in-range = Su ALT está dentro del intervalo, una buena señal de su hígado.

lab-ast = AST (hígado y músculo)
lab-ast-about = La AST es una enzima del hígado y de los músculos.
lab-ast-high = Su AST está por encima del intervalo. El alcohol, algunos medicamentos y el ejercicio intenso pueden elevarla.
lab-ast-low = Su AST está por debajo del intervalo, lo que no es motivo de preocupación.
lab-ast-in-range = Su AST está dentro del intervalo, una buena señal de su hígado.

lab-ggt = GGT (hígado)
lab-ggt-about = La GGT es una enzima del hígado y de las vías biliares.
lab-ggt-high = Su GGT está por encima del intervalo. El alcohol y algunos medicamentos pueden elevarla.
lab-ggt-low = Su GGT está por debajo del intervalo, lo que no es motivo de preocupación.

lab-anion-gap = Brecha aniónica
lab-anion-gap-about = Se calcula a partir de las sales y muestra el equilibrio de ácido en la sangre.
lab-anion-gap-high = Su brecha aniónica está por encima del intervalo.
lab-anion-gap-low = Su brecha aniónica está por debajo del intervalo.

lab-urea-creatinine-ratio = Relación BUN/creatinina
lab-urea-creatinine-ratio-about = Compara dos desechos que eliminan los riñones.
lab-urea-creatinine-ratio-high = La relación está por encima del intervalo. Beber poca agua es una causa frecuente.
lab-urea-creatinine-ratio-low = La relación está por debajo del intervalo.

lab-magnesium = Magnesio
lab-magnesium-about = El magnesio ayuda a los músculos, los nervios y el corazón.
lab-magnesium-high = Su magnesio está por encima del intervalo.
lab-magnesium-low = Su magnesio está por debajo del intervalo. Algunos medicamentos lo bajan.

lab-phosphate = Fosfato
lab-phosphate-about = El fosfato trabaja con el calcio para formar los huesos.
lab-phosphate-high = Su fosfato está por encima del intervalo.
lab-phosphate-low = Su fosfato está por debajo del intervalo.

lab-uric-acid = Ácido úrico
lab-uric-acid-about = El ácido úrico viene de los alimentos y de las propias células. En exceso puede causar gota.
lab-uric-acid-high = Su ácido úrico está por encima del intervalo. Muchas personas nunca tienen síntomas.
lab-uric-acid-low = Su ácido úrico está por debajo del intervalo.

lab-ldh = LDH
lab-ldh-about = La LDH es una enzima que está en casi todas las células.
lab-ldh-high = Su LDH está por encima del intervalo. Puede subir si las células se rompen en el tubo.
lab-ldh-low = Su LDH está por debajo del intervalo.

lab-ck = Creatina cinasa (CK)
lab-ck-about = La CK es una enzima de los músculos.
lab-ck-high = Su CK está por encima del intervalo. El ejercicio intenso es una causa frecuente.
lab-ck-low = Su CK está por debajo del intervalo.

lab-amylase = Amilasa
lab-amylase-about = La amilasa ayuda a digerir. Viene del páncreas y de las glándulas salivales.
lab-amylase-high = Su amilasa está por encima del intervalo.
lab-amylase-low = Su amilasa está por debajo del intervalo.

lab-lipase = Lipasa
lab-lipase-about = La lipasa ayuda a digerir las grasas. Viene del páncreas.
lab-lipase-high = Su lipasa está por encima del intervalo.
lab-lipase-low = Su lipasa está por debajo del intervalo.

lab-white-cells = Glóbulos blancos
lab-white-cells-about = Los glóbulos blancos combaten las infecciones.
lab-white-cells-high = Sus glóbulos blancos están por encima del intervalo. Suben con las infecciones, el estrés y algunos medicamentos.
lab-white-cells-low = Sus glóbulos blancos están por debajo del intervalo. Suelen bajar por un tiempo después de un virus.
lab-white-cells-in-range = Sus glóbulos blancos están dentro del intervalo.

lab-red-cells = Glóbulos rojos
lab-red-cells-about = Los glóbulos rojos llevan oxígeno por el cuerpo.
lab-red-cells-high = Tiene más glóbulos rojos que el intervalo.
lab-red-cells-low = Tiene menos glóbulos rojos que el intervalo.
lab-red-cells-in-range = Sus glóbulos rojos están dentro del intervalo.

lab-hemoglobin = Hemoglobina
lab-hemoglobin-about = La hemoglobina es la parte de los glóbulos rojos que lleva el oxígeno.
lab-hemoglobin-high = Su hemoglobina está por encima del intervalo.
lab-hemoglobin-low = Su hemoglobina está por debajo del intervalo, lo que puede causar cansancio.
lab-hemoglobin-in-range = Su hemoglobina está dentro del intervalo: la sangre lleva el oxígeno como se espera.

lab-hematocrit = Hematocrito
lab-hematocrit-about = Es la parte de la sangre formada por glóbulos rojos.
lab-hematocrit-high = Su hematocrito está por encima del intervalo. Beber poca agua es una causa frecuente.
lab-hematocrit-low = Su hematocrito está por debajo del intervalo.

lab-mcv = Tamaño de glóbulos rojos (VCM)
lab-mcv-about = El tamaño promedio de sus glóbulos rojos.
lab-mcv-high = Sus glóbulos rojos son más grandes que el intervalo.
lab-mcv-low = Sus glóbulos rojos son más pequeños que el intervalo.

lab-mch = Hemoglobina por glóbulo rojo (HCM)
lab-mch-about = Cuánta hemoglobina contiene en promedio un glóbulo rojo.
lab-mch-high = Sus glóbulos rojos contienen más hemoglobina que el intervalo.
lab-mch-low = Sus glóbulos rojos contienen menos hemoglobina que el intervalo.

lab-mchc = Concentración de hemoglobina (CHCM)
lab-mchc-about = Qué tan concentrada está la hemoglobina en sus glóbulos rojos.
lab-mchc-high = La hemoglobina de sus glóbulos rojos está más concentrada que el intervalo.
lab-mchc-low = La hemoglobina de sus glóbulos rojos está menos concentrada que el intervalo.

lab-rdw = Variación de glóbulos rojos (ADE)
lab-rdw-about = Cuánto varían de tamaño sus glóbulos rojos.
lab-rdw-high = Sus glóbulos rojos varían de tamaño más que el intervalo.
lab-rdw-low = Sus glóbulos rojos varían de tamaño menos que el intervalo, lo que no es motivo de preocupación.

lab-rdw-width = Variación de glóbulos rojos (ADE-DE)
lab-rdw-width-about = Cuánto varían de tamaño sus glóbulos rojos, medido como amplitud.
lab-rdw-width-high = Sus glóbulos rojos varían de tamaño más que el intervalo.
lab-rdw-width-low = Sus glóbulos rojos varían de tamaño menos que el intervalo, lo que no es motivo de preocupación.

lab-platelets = Plaquetas
lab-platelets-about = Las plaquetas ayudan a que la sangre coagule.
lab-platelets-high = Sus plaquetas están por encima del intervalo. Suelen subir después de una infección o con poco hierro.
lab-platelets-low = Sus plaquetas están por debajo del intervalo. Avise a su equipo de atención si le salen moretones o sangra con facilidad.
    .other = Sus plaquetas están por debajo del intervalo. Avise al equipo de atención si salen moretones o hay sangrados con facilidad.
lab-platelets-in-range = Sus plaquetas están dentro del intervalo.

lab-mpv = Tamaño de plaquetas (VPM)
lab-mpv-about = El tamaño promedio de sus plaquetas.
lab-mpv-high = Sus plaquetas son más grandes que el intervalo.
lab-mpv-low = Sus plaquetas son más pequeñas que el intervalo.

lab-pdw = Variación de plaquetas (PDW)
lab-pdw-about = Cuánto varían de tamaño sus plaquetas.
lab-pdw-high = Sus plaquetas varían de tamaño más que el intervalo.
lab-pdw-low = Sus plaquetas varían de tamaño menos que el intervalo.

lab-neutrophils = Neutrófilos
lab-neutrophils-about = Glóbulos blancos que combaten sobre todo las bacterias.
lab-neutrophils-high = Sus neutrófilos están por encima del intervalo. Suben con las infecciones y el estrés.
lab-neutrophils-low = Sus neutrófilos están por debajo del intervalo.

lab-neutrophils-share = Neutrófilos, porcentaje
lab-neutrophils-share-about = La parte de sus glóbulos blancos que son neutrófilos.
lab-neutrophils-share-high = El porcentaje de neutrófilos está por encima del intervalo.
lab-neutrophils-share-low = El porcentaje de neutrófilos está por debajo del intervalo.

lab-lymphocytes = Linfocitos
lab-lymphocytes-about = Glóbulos blancos que combaten sobre todo los virus.
lab-lymphocytes-high = Sus linfocitos están por encima del intervalo. Las infecciones por virus son una causa frecuente.
lab-lymphocytes-low = Sus linfocitos están por debajo del intervalo.

lab-lymphocytes-share = Linfocitos, porcentaje
lab-lymphocytes-share-about = La parte de sus glóbulos blancos que son linfocitos.
lab-lymphocytes-share-high = El porcentaje de linfocitos está por encima del intervalo.
lab-lymphocytes-share-low = El porcentaje de linfocitos está por debajo del intervalo.

lab-monocytes = Monocitos
lab-monocytes-about = Glóbulos blancos que eliminan gérmenes y células viejas.
lab-monocytes-high = Sus monocitos están por encima del intervalo.
lab-monocytes-low = Sus monocitos están por debajo del intervalo.

lab-monocytes-share = Monocitos, porcentaje
lab-monocytes-share-about = La parte de sus glóbulos blancos que son monocitos.
lab-monocytes-share-high = El porcentaje de monocitos está por encima del intervalo.
lab-monocytes-share-low = El porcentaje de monocitos está por debajo del intervalo.

lab-eosinophils = Eosinófilos
lab-eosinophils-about = Glóbulos blancos que participan en las alergias.
lab-eosinophils-high = Sus eosinófilos están por encima del intervalo. Las alergias son una causa frecuente.
lab-eosinophils-low = Sus eosinófilos están por debajo del intervalo, lo que no es motivo de preocupación.

lab-eosinophils-share = Eosinófilos, porcentaje
lab-eosinophils-share-about = La parte de sus glóbulos blancos que son eosinófilos.
lab-eosinophils-share-high = El porcentaje de eosinófilos está por encima del intervalo.
lab-eosinophils-share-low = El porcentaje de eosinófilos está por debajo del intervalo.

lab-basophils = Basófilos
lab-basophils-about = Los glóbulos blancos más escasos; participan en las alergias.
lab-basophils-high = Sus basófilos están por encima del intervalo.
lab-basophils-low = Sus basófilos están por debajo del intervalo, lo que no es motivo de preocupación.

lab-basophils-share = Basófilos, porcentaje
lab-basophils-share-about = La parte de sus glóbulos blancos que son basófilos.
lab-basophils-share-high = El porcentaje de basófilos está por encima del intervalo.
lab-basophils-share-low = El porcentaje de basófilos está por debajo del intervalo.

lab-reticulocytes = Reticulocitos
lab-reticulocytes-about = Glóbulos rojos jóvenes. Muestran qué tan rápido se forman nuevos.
lab-reticulocytes-high = Su cuerpo forma más glóbulos rojos nuevos que el intervalo.
lab-reticulocytes-low = Su cuerpo forma menos glóbulos rojos nuevos que el intervalo.

lab-ferritin = Ferritina
lab-ferritin-about = La ferritina muestra cuánto hierro tiene almacenado el cuerpo.
lab-ferritin-high = Sus reservas de hierro están por encima del intervalo. La inflamación también puede elevar la ferritina.
lab-ferritin-low = Sus reservas de hierro están por debajo del intervalo, lo que puede causar cansancio.

lab-iron = Hierro
lab-iron-about = El hierro que circula en la sangre. Cambia a lo largo del día.
lab-iron-high = Su hierro está por encima del intervalo. Haber tomado hierro antes del análisis puede ser la causa.
lab-iron-low = Su hierro está por debajo del intervalo.

lab-iron-binding = Capacidad de unión del hierro (TIBC)
lab-iron-binding-about = Cuánto hierro podría transportar su sangre.
lab-iron-binding-high = Su sangre podría transportar más hierro que el intervalo, lo que ocurre cuando falta hierro.
lab-iron-binding-low = Su sangre podría transportar menos hierro que el intervalo.

lab-transferrin-saturation = Saturación de transferrina
lab-transferrin-saturation-about = Qué parte del transporte de hierro de la sangre está en uso.
lab-transferrin-saturation-high = Su saturación de transferrina está por encima del intervalo.
lab-transferrin-saturation-low = Su saturación de transferrina está por debajo del intervalo, lo que ocurre cuando falta hierro.

lab-vitamin-d = Vitamina D
lab-vitamin-d-about = La vitamina D ayuda al cuerpo a absorber el calcio. Viene del sol y de los alimentos.
lab-vitamin-d-high = Su vitamina D está por encima del intervalo. Pregunte a su equipo de atención cuánta debe tomar.
lab-vitamin-d-low = Su vitamina D está por debajo del intervalo, algo común, sobre todo en invierno.
lab-vitamin-d-in-range = Su vitamina D está dentro del intervalo.

lab-vitamin-b12 = Vitamina B12
lab-vitamin-b12-about = La vitamina B12 es necesaria para la sangre y los nervios. Viene sobre todo de alimentos de origen animal.
lab-vitamin-b12-high = Su vitamina B12 está por encima del intervalo. Los suplementos son una causa frecuente.
lab-vitamin-b12-low = Su vitamina B12 está por debajo del intervalo.

lab-folate = Folato
lab-folate-about = El folato es una vitamina B necesaria para formar células nuevas.
lab-folate-high = Su folato está por encima del intervalo. Los suplementos son una causa frecuente.
lab-folate-low = Su folato está por debajo del intervalo.

lab-tsh = TSH (tiroides)
lab-tsh-about = La TSH le indica a la tiroides cuánto debe trabajar.
lab-tsh-high = Su TSH está por encima del intervalo: el cuerpo le pide a la tiroides que trabaje más.
lab-tsh-low = Su TSH está por debajo del intervalo: es posible que la tiroides trabaje más de lo que se le pide.
lab-tsh-in-range = Su TSH está dentro del intervalo: la tiroides trabaja como se le pide.

lab-free-t4 = T4 libre (tiroides)
lab-free-t4-about = La hormona tiroidea lista para usarse.
lab-free-t4-high = Su T4 libre está por encima del intervalo.
lab-free-t4-low = Su T4 libre está por debajo del intervalo.

lab-t4 = T4 total (tiroides)
lab-t4-about = Toda la hormona tiroidea T4 de la sangre.
lab-t4-high = Su T4 está por encima del intervalo.
lab-t4-low = Su T4 está por debajo del intervalo.

lab-free-t3 = T3 libre (tiroides)
lab-free-t3-about = La hormona tiroidea más activa, lista para usarse.
lab-free-t3-high = Su T3 libre está por encima del intervalo.
lab-free-t3-low = Su T3 libre está por debajo del intervalo.

lab-t3 = T3 total (tiroides)
lab-t3-about = Toda la hormona tiroidea T3 de la sangre.
lab-t3-high = Su T3 está por encima del intervalo.
lab-t3-low = Su T3 está por debajo del intervalo.

lab-tpo-antibodies = Anticuerpos tiroideos (TPO)
lab-tpo-antibodies-about = Anticuerpos contra la propia tiroides.
lab-tpo-antibodies-high = Tiene más anticuerpos tiroideos que el intervalo. Muchas personas que los tienen se sienten bien.
lab-tpo-antibodies-low = Sus anticuerpos tiroideos están bajos, lo cual es bueno.

lab-inr = INR (tiempo de coagulación)
lab-inr-about = El INR muestra cuánto tarda la sangre en coagular. Con un anticoagulante tiene su propia meta.
lab-inr-high = Su INR está por encima del intervalo impreso. Con un anticoagulante eso es lo que se busca; lo que cuenta es su propia meta.
lab-inr-low = Su INR está por debajo del intervalo.
lab-inr-in-range = Su INR está dentro del intervalo impreso. Con un anticoagulante, compárelo con su propia meta.

lab-prothrombin-time = Tiempo de protrombina
lab-prothrombin-time-about = Los segundos que tarda la sangre en coagular en un tipo de prueba.
lab-prothrombin-time-high = Su sangre tardó más en coagular que el intervalo. Los anticoagulantes tienen este efecto.
lab-prothrombin-time-low = Su sangre coaguló más rápido que el intervalo.

lab-aptt = Tiempo de coagulación (TTPa)
lab-aptt-about = Los segundos que tarda la sangre en coagular en otro tipo de prueba.
lab-aptt-high = Su sangre tardó más en coagular que el intervalo. La heparina tiene este efecto.
lab-aptt-low = Su sangre coaguló más rápido que el intervalo.

lab-fibrinogen = Fibrinógeno
lab-fibrinogen-about = Una proteína que forma los coágulos. Sube con la inflamación.
lab-fibrinogen-high = Su fibrinógeno está por encima del intervalo.
lab-fibrinogen-low = Su fibrinógeno está por debajo del intervalo.

lab-d-dimer = Dímero D
lab-d-dimer-about = Un rastro que dejan los coágulos al disolverse.
lab-d-dimer-high = Su dímero D está por encima del intervalo. Sube por muchas causas, la mayoría sin coágulo.
lab-d-dimer-low = Su dímero D está por debajo del intervalo, lo cual es bueno.

lab-testosterone = Testosterona
lab-testosterone-about = Una hormona sexual que todas las personas tienen en distintas cantidades. Es más alta por la mañana.
lab-testosterone-high = Su testosterona está por encima del intervalo.
lab-testosterone-low = Su testosterona está por debajo del intervalo.

lab-estradiol = Estradiol
lab-estradiol-about = Una hormona sexual que cambia durante el ciclo y a lo largo de la vida.
lab-estradiol-high = Su estradiol está por encima del intervalo.
lab-estradiol-low = Su estradiol está por debajo del intervalo.

lab-fsh = FSH
lab-fsh-about = Una hormona que regula los ovarios o los testículos.
lab-fsh-high = Su FSH está por encima del intervalo.
lab-fsh-low = Su FSH está por debajo del intervalo.

lab-lh = LH
lab-lh-about = Una hormona que regula los ovarios o los testículos.
lab-lh-high = Su LH está por encima del intervalo.
lab-lh-low = Su LH está por debajo del intervalo.

lab-prolactin = Prolactina
lab-prolactin-about = Una hormona que permite producir leche. El estrés puede elevarla.
lab-prolactin-high = Su prolactina está por encima del intervalo. El estrés y algunos medicamentos la elevan.
lab-prolactin-low = Su prolactina está por debajo del intervalo.

lab-pregnancy = Prueba de embarazo
lab-pregnancy-about = Busca la hCG, la hormona del embarazo.

lab-hcg = hCG
lab-hcg-about = La hormona del embarazo, como cantidad.
lab-hcg-high = Su hCG está por encima del intervalo para quienes no están embarazadas.
lab-hcg-low = Su hCG está por debajo del intervalo.

lab-cortisol = Cortisol
lab-cortisol-about = Una hormona de las glándulas suprarrenales, más alta por la mañana.
lab-cortisol-high = Su cortisol está por encima del intervalo.
lab-cortisol-low = Su cortisol está por debajo del intervalo.

lab-pth = Hormona paratiroidea (PTH)
lab-pth-about = La PTH mantiene estable el calcio de la sangre.
lab-pth-high = Su PTH está por encima del intervalo. La falta de vitamina D es una causa frecuente.
lab-pth-low = Su PTH está por debajo del intervalo.

lab-psa = PSA (próstata)
lab-psa-about = El PSA es una proteína de la próstata. Sube con la edad.
lab-psa-high = Su PSA está por encima del intervalo. Sube por muchas causas, la mayoría sin cáncer.
lab-psa-low = Su PSA está por debajo del intervalo, lo cual es bueno.

lab-crp = Proteína C reactiva (PCR)
lab-crp-about = La PCR sube cuando hay inflamación en alguna parte del cuerpo.
lab-crp-high = Su PCR está por encima del intervalo. Hasta un resfriado puede elevarla.
lab-crp-low = Su PCR está baja, lo cual es bueno.

lab-crp-sensitive = Proteína C reactiva ultrasensible
lab-crp-sensitive-about = Una medida más fina de la PCR, usada para estimar el riesgo del corazón.
lab-crp-sensitive-high = Su PCR está por encima del intervalo. Hasta un resfriado puede elevarla.
lab-crp-sensitive-low = Su PCR está baja, lo cual es bueno.

lab-sed-rate = Velocidad de sedimentación (VSG)
lab-sed-rate-about = Una señal general y lenta de inflamación.
lab-sed-rate-high = Su velocidad de sedimentación está por encima del intervalo. Sube con la edad y con la inflamación.
lab-sed-rate-low = Su velocidad de sedimentación está por debajo del intervalo, lo que no es motivo de preocupación.

lab-troponin = Troponina I (corazón)
lab-troponin-about = Una proteína que el músculo del corazón libera cuando se lesiona.
lab-troponin-high = Su troponina está por encima del intervalo.
lab-troponin-low = Su troponina está baja, lo cual es bueno.

lab-troponin-sensitive = Troponina I ultrasensible (corazón)
lab-troponin-sensitive-about = Una medida fina de una proteína que el músculo del corazón libera cuando se lesiona.
lab-troponin-sensitive-high = Su troponina está por encima del intervalo.
lab-troponin-sensitive-low = Su troponina está baja, lo cual es bueno.

lab-bnp = BNP (corazón)
lab-bnp-about = El BNP sube cuando el corazón tiene que esforzarse más.
lab-bnp-high = Su BNP está por encima del intervalo.
lab-bnp-low = Su BNP está bajo, lo cual es bueno.

lab-nt-probnp = NT-proBNP (corazón)
lab-nt-probnp-about = El NT-proBNP sube cuando el corazón tiene que esforzarse más.
lab-nt-probnp-high = Su NT-proBNP está por encima del intervalo. Sube con la edad.
lab-nt-probnp-low = Su NT-proBNP está bajo, lo cual es bueno.

lab-lead = Plomo
lab-lead-about = El plomo es un metal que puede dañar sobre todo a los niños.
lab-lead-high = Su plomo está por encima del intervalo. Su equipo de atención puede ayudarle a encontrar de dónde viene.
lab-lead-low = Su plomo está bajo, lo cual es bueno.

lab-urine-ph = Acidez de la orina (pH)
lab-urine-ph-about = Qué tan ácida es la orina. Cambia con lo que come.
lab-urine-ph-high = Su orina es menos ácida que el intervalo.
lab-urine-ph-low = Su orina es más ácida que el intervalo.

lab-urine-gravity = Concentración de la orina
lab-urine-gravity-about = Qué tan concentrada está la orina. Muestra cuánto ha bebido.
lab-urine-gravity-high = Su orina está más concentrada que el intervalo. Beber más la diluye.
lab-urine-gravity-low = Su orina está más diluida que el intervalo.

lab-urine-protein = Proteína en la orina
lab-urine-protein-about = Los riñones sanos mantienen casi toda la proteína en la sangre.
lab-urine-protein-high = Hay más proteína en su orina que el intervalo. La fiebre y el ejercicio intenso pueden ser la causa.

lab-urine-glucose = Azúcar en la orina
lab-urine-glucose-about = El azúcar aparece en la orina cuando hay mucha en la sangre, o con algunos medicamentos para la diabetes.
lab-urine-glucose-high = Hay más azúcar en su orina que el intervalo.

lab-urine-ketones = Cetonas en la orina
lab-urine-ketones-about = Las cetonas aparecen cuando el cuerpo quema grasa, por ejemplo en ayunas.
lab-urine-ketones-high = Hay más cetonas en su orina que el intervalo.

lab-urine-blood = Sangre en la orina
lab-urine-blood-about = Busca rastros de sangre en la orina.
lab-urine-blood-high = Hay más sangre en su orina que el intervalo.

lab-urine-nitrite = Nitrito en la orina
lab-urine-nitrite-about = Algunas bacterias dejan nitrito en la orina.

lab-urine-leukocyte-esterase = Señales de glóbulos blancos en la orina
lab-urine-leukocyte-esterase-about = Los glóbulos blancos en la orina pueden indicar una infección.

lab-urine-bilirubin = Bilirrubina en la orina
lab-urine-bilirubin-about = La bilirrubina en la orina es una señal del hígado.

lab-urine-urobilinogen = Urobilinógeno en la orina
lab-urine-urobilinogen-about = Un rastro de la bilirrubina, normal en pequeñas cantidades.
lab-urine-urobilinogen-high = Hay más urobilinógeno en su orina que el intervalo.

lab-urine-color = Color de la orina
lab-urine-color-about = El color de la orina. Los alimentos y los medicamentos pueden cambiarlo.

lab-urine-clarity = Claridad de la orina
lab-urine-clarity-about = Si la orina es clara o turbia.

lab-urine-white-cells = Glóbulos blancos en la orina
lab-urine-white-cells-about = Glóbulos blancos contados al microscopio.
lab-urine-white-cells-high = Hay más glóbulos blancos en su orina que el intervalo.

lab-urine-red-cells = Glóbulos rojos en la orina
lab-urine-red-cells-about = Glóbulos rojos contados al microscopio.
lab-urine-red-cells-high = Hay más glóbulos rojos en su orina que el intervalo.

lab-urine-bacteria = Bacterias en la orina
lab-urine-bacteria-about = Bacterias vistas al microscopio.

lab-urine-albumin = Albúmina en la orina
lab-urine-albumin-about = Pequeñas cantidades de albúmina en la orina son una señal temprana de los riñones.
lab-urine-albumin-high = Hay más albúmina en su orina que el intervalo.

lab-urine-creatinine = Creatinina en la orina
lab-urine-creatinine-about = Sirve para comparar otros valores de la misma orina.
lab-urine-creatinine-high = Su creatinina en la orina está por encima del intervalo.
lab-urine-creatinine-low = Su creatinina en la orina está por debajo del intervalo.

lab-urine-albumin-ratio = Relación albúmina/creatinina
lab-urine-albumin-ratio-about = Muestra temprano si los riñones dejan pasar albúmina.
lab-urine-albumin-ratio-high = La relación está por encima del intervalo: sus riñones dejan pasar más albúmina.

lab-urine-culture = Cultivo de orina
lab-urine-culture-about = Busca bacterias que crecen a partir de la orina.

lab-blood-culture = Cultivo de sangre
lab-blood-culture-about = Busca gérmenes que crecen a partir de la sangre.

lab-covid = Prueba de COVID-19
lab-covid-about = Busca el virus que causa la COVID-19.

lab-influenza-a = Influenza A
lab-influenza-a-about = Busca un virus de la gripe.

lab-influenza-b = Influenza B
lab-influenza-b-about = Busca un virus de la gripe.

lab-rsv = VRS
lab-rsv-about = Busca un virus que causa tos y resfriados.

lab-parainfluenza-1 = Virus parainfluenza 1
lab-parainfluenza-1-about = Busca un virus que causa tos y resfriados.

lab-parainfluenza-2 = Virus parainfluenza 2
lab-parainfluenza-2-about = Busca un virus que causa tos y resfriados.

lab-parainfluenza-3 = Virus parainfluenza 3
lab-parainfluenza-3-about = Busca un virus que causa tos y resfriados.

lab-rhinovirus = Rinovirus
lab-rhinovirus-about = Busca el virus más común del resfriado.

lab-metapneumovirus = Metapneumovirus
lab-metapneumovirus-about = Busca un virus que causa tos y resfriados.

lab-adenovirus = Adenovirus
lab-adenovirus-about = Busca un virus que causa resfriados y dolor de garganta.

lab-strep = Prueba de estreptococo
lab-strep-about = Busca las bacterias que causan la faringitis estreptocócica.

lab-hiv = Prueba de VIH
lab-hiv-about = Busca el VIH y los anticuerpos contra él.

lab-hiv-viral-load = Carga viral de VIH
lab-hiv-viral-load-about = Cuánto VIH hay en la sangre. El tratamiento busca un nivel tan bajo que no se pueda contar.
lab-hiv-viral-load-high = Hay más VIH en su sangre que el intervalo.

lab-cd4 = Células CD4
lab-cd4-about = Células del sistema inmunitario que el VIH ataca.
lab-cd4-high = Sus células CD4 están por encima del intervalo, lo que está bien.
lab-cd4-low = Sus células CD4 están por debajo del intervalo.

lab-hepatitis-c = Anticuerpos de hepatitis C
lab-hepatitis-c-about = Muestra si su cuerpo ha tenido contacto con el virus de la hepatitis C.

lab-hepatitis-b = Antígeno de superficie de hepatitis B
lab-hepatitis-b-about = Busca el virus de la hepatitis B.

lab-hepatitis-b-antibody = Anticuerpos de hepatitis B
lab-hepatitis-b-antibody-about = Muestra si tiene protección contra la hepatitis B.

lab-syphilis = Prueba de sífilis
lab-syphilis-about = Busca anticuerpos que aparecen con la sífilis.

lab-chlamydia = Prueba de clamidia
lab-chlamydia-about = Busca las bacterias que causan la clamidia.

lab-gonorrhea = Prueba de gonorrea
lab-gonorrhea-about = Busca las bacterias que causan la gonorrea.

lab-blood-group = Grupo sanguíneo
lab-blood-group-about = Si su sangre es del grupo A, B, AB u O.

lab-rh-factor = Factor Rh
lab-rh-factor-about = Si sus glóbulos rojos tienen el factor Rh.

lab-antibody-screen = Detección de anticuerpos
lab-antibody-screen-about = Busca anticuerpos que importan en una transfusión o un embarazo.

lab-benzodiazepines = Benzodiacepinas en la orina
lab-benzodiazepines-about = Busca rastros de medicinas tranquilizantes.

lab-buprenorphine = Buprenorfina en la orina
lab-buprenorphine-about = Busca rastros de una medicina que trata el consumo de opioides.

lab-cannabinoids = Cannabinoides en la orina
lab-cannabinoids-about = Busca rastros de cannabis.

lab-opiates = Opiáceos en la orina
lab-opiates-about = Busca rastros de opiáceos.

lab-brca1 = Gen BRCA1
lab-brca1-about = Busca cambios hereditarios en un gen que protege contra algunos tipos de cáncer.

lab-brca2 = Gen BRCA2
lab-brca2-about = Busca cambios hereditarios en un gen que protege contra algunos tipos de cáncer.

lab-phq9 = Cuestionario de ánimo (PHQ-9)
lab-phq9-about = Nueve preguntas sobre su ánimo en las últimas dos semanas. El puntaje va de 0 a 27.
lab-phq9-high = Su puntaje está por encima del intervalo. Hable con su equipo de atención sobre cómo se siente.
    .other = El puntaje está por encima del intervalo. Hable con el equipo de atención.

lab-phq9-teen = Cuestionario de ánimo para adolescentes
lab-phq9-teen-about = Nueve preguntas sobre su ánimo en las últimas dos semanas. El puntaje va de 0 a 27.
lab-phq9-teen-high = Su puntaje está por encima del intervalo. Hable con su equipo de atención sobre cómo se siente.
    .other = El puntaje está por encima del intervalo. Hable con el equipo de atención.

lab-gad7 = Cuestionario de ansiedad (GAD-7)
lab-gad7-about = Siete preguntas sobre la ansiedad en las últimas dos semanas. El puntaje va de 0 a 21.
lab-gad7-high = Su puntaje está por encima del intervalo. Hable con su equipo de atención sobre cómo se siente.
    .other = El puntaje está por encima del intervalo. Hable con el equipo de atención.

## Perfiles

panel-lipid = Perfil de colesterol
panel-cbc = Hemograma completo
panel-cbc-diff = Hemograma completo con diferencial
panel-comprehensive = Perfil metabólico completo
panel-basic = Perfil metabólico básico
panel-electrolytes = Electrolitos
panel-liver = Perfil hepático
panel-kidney = Perfil renal
panel-thyroid = Perfil tiroideo
panel-clotting = Pruebas de coagulación
panel-urinalysis = Análisis de orina
panel-iron = Estudio del hierro
panel-respiratory = Panel de virus respiratorios
panel-anxiety = Cuestionario de ansiedad (GAD-7)
panel-mood-teen = Cuestionario de ánimo para adolescentes
panel-mood = Cuestionario de ánimo (PHQ-9)
panel-hepatitis = Panel de hepatitis
panel-glucose-tolerance = Prueba de tolerancia a la glucosa
panel-blood-group = Grupo sanguíneo y anticuerpos
panel-genetic = Prueba genética
panel-drug-screen = Detección de drogas en la orina
panel-heart = Marcadores del corazón
panel-glucose-load = Prueba de azúcar en el embarazo
panel-a1c = Hemoglobina A1c
