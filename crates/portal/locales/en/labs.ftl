### Laboratory tests in plain words: name, what it measures, and what a value above, below or within the range says.

lab-ldl = LDL cholesterol
lab-ldl-about = LDL carries cholesterol into the walls of blood vessels. It is often called “bad” cholesterol.
lab-ldl-high = Your LDL, often called “bad” cholesterol, is higher than the range your laboratory recommends.
    .other = Their LDL, often called “bad” cholesterol, is higher than the range the laboratory recommends.
lab-ldl-low = Your LDL is lower than the range. A low LDL is usually good news for your heart.
    .other = Their LDL is lower than the range. A low LDL is usually good news for their heart.
lab-ldl-in-range = Your LDL is within the range your laboratory recommends.
    .other = Their LDL is within the range the laboratory recommends.

lab-hdl = HDL cholesterol
lab-hdl-about = HDL carries cholesterol away from blood vessels. It is often called “good” cholesterol.
lab-hdl-high = Your HDL, often called “good” cholesterol, is higher than the range. That is usually nothing to worry about.
    .other = Their HDL, often called “good” cholesterol, is higher than the range. That is usually nothing to worry about.
lab-hdl-low = Your HDL, often called “good” cholesterol, is lower than your laboratory recommends.
    .other = Their HDL, often called “good” cholesterol, is lower than the laboratory recommends.
lab-hdl-in-range = Your HDL, the “good” cholesterol, is within the range.
    .other = Their HDL, the “good” cholesterol, is within the range.

lab-cholesterol = Total cholesterol
lab-cholesterol-about = This counts all the cholesterol in your blood, the “good” and the “bad” kinds together.
    .other = This counts all the cholesterol in their blood, the “good” and the “bad” kinds together.
lab-cholesterol-high = Your total cholesterol is higher than the range. What it means depends on how much of it is LDL and how much is HDL.
    .other = Their total cholesterol is higher than the range. What it means depends on how much of it is LDL and how much is HDL.
lab-cholesterol-low = Your total cholesterol is lower than the range.
    .other = Their total cholesterol is lower than the range.
lab-cholesterol-in-range = Your total cholesterol is within the range.
    .other = Their total cholesterol is within the range.

lab-triglycerides = Triglycerides
lab-triglycerides-about = Triglycerides are the most common fat in the blood. They rise for some hours after a meal.
lab-triglycerides-high = Your triglycerides are higher than the range. Eating or drinking alcohol before the test can raise them.
    .other = Their triglycerides are higher than the range. Eating or drinking alcohol before the test can raise them.
lab-triglycerides-low = Your triglycerides are lower than the range, which is rarely a concern.
    .other = Their triglycerides are lower than the range, which is rarely a concern.
lab-triglycerides-in-range = Your triglycerides are within the range.
    .other = Their triglycerides are within the range.

lab-non-hdl = Non-HDL cholesterol
lab-non-hdl-about = This is all cholesterol except the “good” HDL kind.
lab-non-hdl-high = Your non-HDL cholesterol is higher than your laboratory recommends.
    .other = Their non-HDL cholesterol is higher than the laboratory recommends.
lab-non-hdl-low = Your non-HDL cholesterol is lower than the range.
    .other = Their non-HDL cholesterol is lower than the range.

lab-vldl = VLDL cholesterol
lab-vldl-about = VLDL carries fat from the liver into the blood.
lab-vldl-high = Your VLDL is higher than the range.
    .other = Their VLDL is higher than the range.
lab-vldl-low = Your VLDL is lower than the range.
    .other = Their VLDL is lower than the range.

lab-cholesterol-ratio = Cholesterol to HDL ratio
lab-cholesterol-ratio-about = This compares your total cholesterol with the “good” part of it.
    .other = This compares their total cholesterol with the “good” part of it.
lab-cholesterol-ratio-high = The ratio is higher than the range: less of your cholesterol is the “good” kind.
    .other = The ratio is higher than the range: less of their cholesterol is the “good” kind.
lab-cholesterol-ratio-low = The ratio is lower than the range, which is usually good.

lab-apob = Apolipoprotein B
lab-apob-about = This counts the particles that carry “bad” cholesterol.
lab-apob-high = Your apolipoprotein B is higher than the range.
    .other = Their apolipoprotein B is higher than the range.
lab-apob-low = Your apolipoprotein B is lower than the range.
    .other = Their apolipoprotein B is lower than the range.

lab-lipoprotein-a = Lipoprotein(a)
lab-lipoprotein-a-about = An inherited kind of particle that carries cholesterol. It changes little during life.
lab-lipoprotein-a-high = Your lipoprotein(a) is higher than the range. It is mostly inherited.
    .other = Their lipoprotein(a) is higher than the range. It is mostly inherited.
lab-lipoprotein-a-low = Your lipoprotein(a) is lower than the range.
    .other = Their lipoprotein(a) is lower than the range.

lab-glucose = Glucose
lab-glucose-about = Glucose is the sugar in your blood. It depends on when you last ate.
    .other = Glucose is the sugar in their blood. It depends on when they last ate.
lab-glucose-high = Your blood sugar is higher than the range. A meal before the test can be the reason.
    .other = Their blood sugar is higher than the range. A meal before the test can be the reason.
lab-glucose-low = Your blood sugar is lower than the range. If you feel shaky, sweaty or confused, eat or drink something sweet and get help.
    .other = Their blood sugar is lower than the range. Somebody who feels shaky, sweaty or confused should eat or drink something sweet and get help.
lab-glucose-in-range = Your blood sugar is within the range.
    .other = Their blood sugar is within the range.

lab-glucose-tolerance = Glucose after a sugar drink
lab-glucose-tolerance-about = This shows how your body handles sugar two hours after a sweet drink.
    .other = This shows how their body handles sugar two hours after a sweet drink.
lab-glucose-tolerance-high = Two hours after the drink your blood sugar was higher than the range.
    .other = Two hours after the drink their blood sugar was higher than the range.
lab-glucose-tolerance-low = Two hours after the drink your blood sugar was lower than the range.
    .other = Two hours after the drink their blood sugar was lower than the range.

lab-glucose-screen = Glucose one hour after a sugar drink
lab-glucose-screen-about = This shows how your body handles sugar one hour after a sweet drink.
    .other = This shows how their body handles sugar one hour after a sweet drink.
lab-glucose-screen-high = One hour after the drink your blood sugar was higher than the range.
    .other = One hour after the drink their blood sugar was higher than the range.
lab-glucose-screen-low = One hour after the drink your blood sugar was lower than the range.
    .other = One hour after the drink their blood sugar was lower than the range.

lab-a1c = Hemoglobin A1c
lab-a1c-about = A1c shows your average blood sugar over the last two to three months.
    .other = A1c shows their average blood sugar over the last two to three months.
lab-a1c-high = Your average blood sugar over the last months is higher than the range.
    .other = Their average blood sugar over the last months is higher than the range.
lab-a1c-low = Your A1c is lower than the range.
    .other = Their A1c is lower than the range.
lab-a1c-in-range = Your average blood sugar over the last months is within the range.
    .other = Their average blood sugar over the last months is within the range.

lab-insulin = Insulin
lab-insulin-about = Insulin moves sugar from the blood into the cells.
lab-insulin-high = Your insulin is higher than the range.
    .other = Their insulin is higher than the range.
lab-insulin-low = Your insulin is lower than the range.
    .other = Their insulin is lower than the range.

lab-c-peptide = C-peptide
lab-c-peptide-about = C-peptide shows how much insulin your own body makes.
    .other = C-peptide shows how much insulin their own body makes.
lab-c-peptide-high = Your C-peptide is higher than the range.
    .other = Their C-peptide is higher than the range.
lab-c-peptide-low = Your C-peptide is lower than the range.
    .other = Their C-peptide is lower than the range.

lab-sodium = Sodium
lab-sodium-about = Sodium keeps the balance of water in your body.
    .other = Sodium keeps the balance of water in their body.
lab-sodium-high = Your sodium is higher than the range. Drinking too little is a common reason.
    .other = Their sodium is higher than the range. Drinking too little is a common reason.
lab-sodium-low = Your sodium is lower than the range. Some medicines and drinking a lot of water can lower it.
    .other = Their sodium is lower than the range. Some medicines and drinking a lot of water can lower it.
lab-sodium-in-range = Your sodium is within the range.
    .other = Their sodium is within the range.

lab-potassium = Potassium
lab-potassium-about = Potassium keeps your heart and muscles working steadily.
    .other = Potassium keeps their heart and muscles working steadily.
lab-potassium-high = Your potassium is higher than the range. Sometimes this comes from the way the blood was drawn; your care team may repeat it.
    .other = Their potassium is higher than the range. Sometimes this comes from the way the blood was drawn; the care team may repeat it.
lab-potassium-low = Your potassium is lower than the range. Water pills and stomach upsets are common reasons.
    .other = Their potassium is lower than the range. Water pills and stomach upsets are common reasons.
lab-potassium-in-range = Your potassium is within the range.
    .other = Their potassium is within the range.

lab-chloride = Chloride
lab-chloride-about = Chloride works with sodium to balance water and acid in your body.
    .other = Chloride works with sodium to balance water and acid in their body.
lab-chloride-high = Your chloride is higher than the range.
    .other = Their chloride is higher than the range.
lab-chloride-low = Your chloride is lower than the range.
    .other = Their chloride is lower than the range.

lab-carbon-dioxide = Carbon dioxide (bicarbonate)
lab-carbon-dioxide-about = This shows the balance of acid in your blood.
    .other = This shows the balance of acid in their blood.
lab-carbon-dioxide-high = Your carbon dioxide is higher than the range.
    .other = Their carbon dioxide is higher than the range.
lab-carbon-dioxide-low = Your carbon dioxide is lower than the range.
    .other = Their carbon dioxide is lower than the range.

lab-urea-nitrogen = Urea nitrogen (BUN)
lab-urea-nitrogen-about = Urea is a waste product that healthy kidneys clear from the blood.
lab-urea-nitrogen-high = Your urea nitrogen is higher than the range. Drinking too little or eating much protein can raise it.
    .other = Their urea nitrogen is higher than the range. Drinking too little or eating much protein can raise it.
lab-urea-nitrogen-low = Your urea nitrogen is lower than the range, which is rarely a concern.
    .other = Their urea nitrogen is lower than the range, which is rarely a concern.

lab-creatinine = Creatinine
lab-creatinine-about = Creatinine is a waste product of the muscles. It shows how well the kidneys clear the blood.
lab-creatinine-high = Your creatinine is higher than the range. Your kidneys may be clearing it more slowly.
    .other = Their creatinine is higher than the range. Their kidneys may be clearing it more slowly.
lab-creatinine-low = Your creatinine is lower than the range, which is common in people with less muscle.
    .other = Their creatinine is lower than the range, which is common in people with less muscle.
lab-creatinine-in-range = Your creatinine is within the range, a good sign from your kidneys.
    .other = Their creatinine is within the range, a good sign from their kidneys.

lab-egfr = Kidney filtration (eGFR)
lab-egfr-about = This estimates how much blood your kidneys filter each minute. Higher is better.
    .other = This estimates how much blood their kidneys filter each minute. Higher is better.
lab-egfr-high = Your kidney filtration is higher than the range, which is usually fine.
    .other = Their kidney filtration is higher than the range, which is usually fine.
lab-egfr-low = Your kidney filtration is lower than the range. It changes with age and with how much you drink.
    .other = Their kidney filtration is lower than the range. It changes with age and with how much they drink.
lab-egfr-in-range = Your kidneys filter your blood as expected.
    .other = Their kidneys filter their blood as expected.

lab-calcium = Calcium
lab-calcium-about = Calcium builds bones and lets muscles, nerves and the heart work.
lab-calcium-high = Your calcium is higher than the range.
    .other = Their calcium is higher than the range.
lab-calcium-low = Your calcium is lower than the range.
    .other = Their calcium is lower than the range.

lab-protein = Total protein
lab-protein-about = This counts the proteins in your blood, which come from the liver and the immune system.
    .other = This counts the proteins in their blood, which come from the liver and the immune system.
lab-protein-high = Your total protein is higher than the range.
    .other = Their total protein is higher than the range.
lab-protein-low = Your total protein is lower than the range.
    .other = Their total protein is lower than the range.

lab-albumin = Albumin
lab-albumin-about = Albumin is a protein made by the liver. It keeps fluid inside your blood vessels.
    .other = Albumin is a protein made by the liver. It keeps fluid inside their blood vessels.
lab-albumin-high = Your albumin is higher than the range. Drinking too little is a common reason.
    .other = Their albumin is higher than the range. Drinking too little is a common reason.
lab-albumin-low = Your albumin is lower than the range.
    .other = Their albumin is lower than the range.

lab-globulin = Globulin
lab-globulin-about = Globulins are proteins of the liver and the immune system.
lab-globulin-high = Your globulin is higher than the range.
    .other = Their globulin is higher than the range.
lab-globulin-low = Your globulin is lower than the range.
    .other = Their globulin is lower than the range.

lab-albumin-globulin-ratio = Albumin to globulin ratio
lab-albumin-globulin-ratio-about = This compares two groups of proteins in your blood.
    .other = This compares two groups of proteins in their blood.
lab-albumin-globulin-ratio-high = The ratio is higher than the range.
lab-albumin-globulin-ratio-low = The ratio is lower than the range.

lab-bilirubin = Bilirubin
lab-bilirubin-about = Bilirubin forms when old red blood cells are broken down. The liver clears it.
lab-bilirubin-high = Your bilirubin is higher than the range. Many people have a harmless, inherited reason for this.
    .other = Their bilirubin is higher than the range. Many people have a harmless, inherited reason for this.
lab-bilirubin-low = Your bilirubin is lower than the range, which is not a concern.
    .other = Their bilirubin is lower than the range, which is not a concern.

lab-bilirubin-direct = Direct bilirubin
lab-bilirubin-direct-about = The part of bilirubin that the liver has already processed.
lab-bilirubin-direct-high = Your direct bilirubin is higher than the range.
    .other = Their direct bilirubin is higher than the range.
lab-bilirubin-direct-low = Your direct bilirubin is lower than the range, which is not a concern.
    .other = Their direct bilirubin is lower than the range, which is not a concern.

lab-alp = Alkaline phosphatase (ALP)
lab-alp-about = ALP comes from the liver and the bones. It is naturally higher in growing children.
lab-alp-high = Your ALP is higher than the range. Growing bones and healing fractures can raise it.
    .other = Their ALP is higher than the range. Growing bones and healing fractures can raise it.
lab-alp-low = Your ALP is lower than the range.
    .other = Their ALP is lower than the range.

lab-alt = ALT (liver)
lab-alt-about = ALT is an enzyme of liver cells. It rises when the liver is irritated.
lab-alt-high = Your ALT is higher than the range. Alcohol, some medicines and hard exercise can raise it.
    .other = Their ALT is higher than the range. Alcohol, some medicines and hard exercise can raise it.
lab-alt-low = Your ALT is lower than the range, which is not a concern.
    .other = Their ALT is lower than the range, which is not a concern.
lab-alt-in-range = Your ALT is within the range, a good sign from your liver.
    .other = Their ALT is within the range, a good sign from their liver.

lab-ast = AST (liver and muscle)
lab-ast-about = AST is an enzyme of the liver and the muscles.
lab-ast-high = Your AST is higher than the range. Alcohol, some medicines and hard exercise can raise it.
    .other = Their AST is higher than the range. Alcohol, some medicines and hard exercise can raise it.
lab-ast-low = Your AST is lower than the range, which is not a concern.
    .other = Their AST is lower than the range, which is not a concern.
lab-ast-in-range = Your AST is within the range, a good sign from your liver.
    .other = Their AST is within the range, a good sign from their liver.

lab-ggt = GGT (liver)
lab-ggt-about = GGT is an enzyme of the liver and the bile ducts.
lab-ggt-high = Your GGT is higher than the range. Alcohol and some medicines can raise it.
    .other = Their GGT is higher than the range. Alcohol and some medicines can raise it.
lab-ggt-low = Your GGT is lower than the range, which is not a concern.
    .other = Their GGT is lower than the range, which is not a concern.

lab-anion-gap = Anion gap
lab-anion-gap-about = This is worked out from your salts and shows the balance of acid in the blood.
    .other = This is worked out from their salts and shows the balance of acid in the blood.
lab-anion-gap-high = Your anion gap is higher than the range.
    .other = Their anion gap is higher than the range.
lab-anion-gap-low = Your anion gap is lower than the range.
    .other = Their anion gap is lower than the range.

lab-urea-creatinine-ratio = BUN to creatinine ratio
lab-urea-creatinine-ratio-about = This compares two waste products that the kidneys clear.
lab-urea-creatinine-ratio-high = The ratio is higher than the range. Drinking too little is a common reason.
lab-urea-creatinine-ratio-low = The ratio is lower than the range.

lab-magnesium = Magnesium
lab-magnesium-about = Magnesium helps muscles, nerves and the heart.
lab-magnesium-high = Your magnesium is higher than the range.
    .other = Their magnesium is higher than the range.
lab-magnesium-low = Your magnesium is lower than the range. Some medicines lower it.
    .other = Their magnesium is lower than the range. Some medicines lower it.

lab-phosphate = Phosphate
lab-phosphate-about = Phosphate works with calcium to build bones.
lab-phosphate-high = Your phosphate is higher than the range.
    .other = Their phosphate is higher than the range.
lab-phosphate-low = Your phosphate is lower than the range.
    .other = Their phosphate is lower than the range.

lab-uric-acid = Uric acid
lab-uric-acid-about = Uric acid comes from food and from the body’s own cells. Too much can cause gout.
lab-uric-acid-high = Your uric acid is higher than the range. Many people with this never have symptoms.
    .other = Their uric acid is higher than the range. Many people with this never have symptoms.
lab-uric-acid-low = Your uric acid is lower than the range.
    .other = Their uric acid is lower than the range.

lab-ldh = LDH
lab-ldh-about = LDH is an enzyme found in almost all cells.
lab-ldh-high = Your LDH is higher than the range. It can rise when blood cells break in the tube.
    .other = Their LDH is higher than the range. It can rise when blood cells break in the tube.
lab-ldh-low = Your LDH is lower than the range.
    .other = Their LDH is lower than the range.

lab-ck = Creatine kinase (CK)
lab-ck-about = CK is an enzyme of the muscles.
lab-ck-high = Your CK is higher than the range. Hard exercise is a common reason.
    .other = Their CK is higher than the range. Hard exercise is a common reason.
lab-ck-low = Your CK is lower than the range.
    .other = Their CK is lower than the range.

lab-amylase = Amylase
lab-amylase-about = Amylase helps to digest food. It comes from the pancreas and the salivary glands.
lab-amylase-high = Your amylase is higher than the range.
    .other = Their amylase is higher than the range.
lab-amylase-low = Your amylase is lower than the range.
    .other = Their amylase is lower than the range.

lab-lipase = Lipase
lab-lipase-about = Lipase helps to digest fat. It comes from the pancreas.
lab-lipase-high = Your lipase is higher than the range.
    .other = Their lipase is higher than the range.
lab-lipase-low = Your lipase is lower than the range.
    .other = Their lipase is lower than the range.

lab-white-cells = White blood cells
lab-white-cells-about = White blood cells fight infection.
lab-white-cells-high = Your white blood cells are higher than the range. They rise with infections, stress and some medicines.
    .other = Their white blood cells are higher than the range. They rise with infections, stress and some medicines.
lab-white-cells-low = Your white blood cells are lower than the range. They often drop for a while after a virus.
    .other = Their white blood cells are lower than the range. They often drop for a while after a virus.
lab-white-cells-in-range = Your white blood cells are within the range.
    .other = Their white blood cells are within the range.

lab-red-cells = Red blood cells
lab-red-cells-about = Red blood cells carry oxygen through your body.
    .other = Red blood cells carry oxygen through their body.
lab-red-cells-high = You have more red blood cells than the range.
    .other = They have more red blood cells than the range.
lab-red-cells-low = You have fewer red blood cells than the range.
    .other = They have fewer red blood cells than the range.
lab-red-cells-in-range = Your red blood cells are within the range.
    .other = Their red blood cells are within the range.

lab-hemoglobin = Hemoglobin
lab-hemoglobin-about = Hemoglobin is the part of red blood cells that carries oxygen.
lab-hemoglobin-high = Your hemoglobin is higher than the range.
    .other = Their hemoglobin is higher than the range.
lab-hemoglobin-low = Your hemoglobin is lower than the range, which can make people tired.
    .other = Their hemoglobin is lower than the range, which can make people tired.
lab-hemoglobin-in-range = Your hemoglobin is within the range: your blood carries oxygen as expected.
    .other = Their hemoglobin is within the range: their blood carries oxygen as expected.

lab-hematocrit = Hematocrit
lab-hematocrit-about = This is the share of your blood that is red blood cells.
    .other = This is the share of their blood that is red blood cells.
lab-hematocrit-high = Your hematocrit is higher than the range. Drinking too little is a common reason.
    .other = Their hematocrit is higher than the range. Drinking too little is a common reason.
lab-hematocrit-low = Your hematocrit is lower than the range.
    .other = Their hematocrit is lower than the range.

lab-mcv = Red cell size (MCV)
lab-mcv-about = The average size of your red blood cells.
    .other = The average size of their red blood cells.
lab-mcv-high = Your red blood cells are larger than the range.
    .other = Their red blood cells are larger than the range.
lab-mcv-low = Your red blood cells are smaller than the range.
    .other = Their red blood cells are smaller than the range.

lab-mch = Hemoglobin per red cell (MCH)
lab-mch-about = How much hemoglobin one red blood cell holds on average.
lab-mch-high = Your red blood cells hold more hemoglobin than the range.
    .other = Their red blood cells hold more hemoglobin than the range.
lab-mch-low = Your red blood cells hold less hemoglobin than the range.
    .other = Their red blood cells hold less hemoglobin than the range.

lab-mchc = Hemoglobin concentration (MCHC)
lab-mchc-about = How densely hemoglobin is packed in your red blood cells.
    .other = How densely hemoglobin is packed in their red blood cells.
lab-mchc-high = The hemoglobin in your red blood cells is denser than the range.
    .other = The hemoglobin in their red blood cells is denser than the range.
lab-mchc-low = The hemoglobin in your red blood cells is less dense than the range.
    .other = The hemoglobin in their red blood cells is less dense than the range.

lab-rdw = Red cell variation (RDW)
lab-rdw-about = How much your red blood cells differ in size.
    .other = How much their red blood cells differ in size.
lab-rdw-high = Your red blood cells differ more in size than the range.
    .other = Their red blood cells differ more in size than the range.
lab-rdw-low = Your red blood cells differ less in size than the range, which is not a concern.
    .other = Their red blood cells differ less in size than the range, which is not a concern.

lab-rdw-width = Red cell variation (RDW-SD)
lab-rdw-width-about = How much your red blood cells differ in size, measured as a width.
    .other = How much their red blood cells differ in size, measured as a width.
lab-rdw-width-high = Your red blood cells differ more in size than the range.
    .other = Their red blood cells differ more in size than the range.
lab-rdw-width-low = Your red blood cells differ less in size than the range, which is not a concern.
    .other = Their red blood cells differ less in size than the range, which is not a concern.

lab-platelets = Platelets
lab-platelets-about = Platelets help your blood to clot.
    .other = Platelets help their blood to clot.
lab-platelets-high = Your platelets are higher than the range. They often rise after an infection or with low iron.
    .other = Their platelets are higher than the range. They often rise after an infection or with low iron.
lab-platelets-low = Your platelets are lower than the range. Tell your care team if you bruise or bleed easily.
    .other = Their platelets are lower than the range. Tell the care team about bruises or bleeding that come easily.
lab-platelets-in-range = Your platelets are within the range.
    .other = Their platelets are within the range.

lab-mpv = Platelet size (MPV)
lab-mpv-about = The average size of your platelets.
    .other = The average size of their platelets.
lab-mpv-high = Your platelets are larger than the range.
    .other = Their platelets are larger than the range.
lab-mpv-low = Your platelets are smaller than the range.
    .other = Their platelets are smaller than the range.

lab-pdw = Platelet variation (PDW)
lab-pdw-about = How much your platelets differ in size.
    .other = How much their platelets differ in size.
lab-pdw-high = Your platelets differ more in size than the range.
    .other = Their platelets differ more in size than the range.
lab-pdw-low = Your platelets differ less in size than the range.
    .other = Their platelets differ less in size than the range.

lab-neutrophils = Neutrophils
lab-neutrophils-about = White blood cells that fight mostly bacteria.
lab-neutrophils-high = Your neutrophils are higher than the range. They rise with infections and stress.
    .other = Their neutrophils are higher than the range. They rise with infections and stress.
lab-neutrophils-low = Your neutrophils are lower than the range.
    .other = Their neutrophils are lower than the range.

lab-neutrophils-share = Neutrophils, share
lab-neutrophils-share-about = The share of your white blood cells that are neutrophils.
    .other = The share of their white blood cells that are neutrophils.
lab-neutrophils-share-high = The share of neutrophils is higher than the range.
lab-neutrophils-share-low = The share of neutrophils is lower than the range.

lab-lymphocytes = Lymphocytes
lab-lymphocytes-about = White blood cells that fight mostly viruses.
lab-lymphocytes-high = Your lymphocytes are higher than the range. Viral infections are a common reason.
    .other = Their lymphocytes are higher than the range. Viral infections are a common reason.
lab-lymphocytes-low = Your lymphocytes are lower than the range.
    .other = Their lymphocytes are lower than the range.

lab-lymphocytes-share = Lymphocytes, share
lab-lymphocytes-share-about = The share of your white blood cells that are lymphocytes.
    .other = The share of their white blood cells that are lymphocytes.
lab-lymphocytes-share-high = The share of lymphocytes is higher than the range.
lab-lymphocytes-share-low = The share of lymphocytes is lower than the range.

lab-monocytes = Monocytes
lab-monocytes-about = White blood cells that clear away germs and old cells.
lab-monocytes-high = Your monocytes are higher than the range.
    .other = Their monocytes are higher than the range.
lab-monocytes-low = Your monocytes are lower than the range.
    .other = Their monocytes are lower than the range.

lab-monocytes-share = Monocytes, share
lab-monocytes-share-about = The share of your white blood cells that are monocytes.
    .other = The share of their white blood cells that are monocytes.
lab-monocytes-share-high = The share of monocytes is higher than the range.
lab-monocytes-share-low = The share of monocytes is lower than the range.

lab-eosinophils = Eosinophils
lab-eosinophils-about = White blood cells that take part in allergies.
lab-eosinophils-high = Your eosinophils are higher than the range. Allergies are a common reason.
    .other = Their eosinophils are higher than the range. Allergies are a common reason.
lab-eosinophils-low = Your eosinophils are lower than the range, which is not a concern.
    .other = Their eosinophils are lower than the range, which is not a concern.

lab-eosinophils-share = Eosinophils, share
lab-eosinophils-share-about = The share of your white blood cells that are eosinophils.
    .other = The share of their white blood cells that are eosinophils.
lab-eosinophils-share-high = The share of eosinophils is higher than the range.
lab-eosinophils-share-low = The share of eosinophils is lower than the range.

lab-basophils = Basophils
lab-basophils-about = The rarest white blood cells; they take part in allergies.
lab-basophils-high = Your basophils are higher than the range.
    .other = Their basophils are higher than the range.
lab-basophils-low = Your basophils are lower than the range, which is not a concern.
    .other = Their basophils are lower than the range, which is not a concern.

lab-basophils-share = Basophils, share
lab-basophils-share-about = The share of your white blood cells that are basophils.
    .other = The share of their white blood cells that are basophils.
lab-basophils-share-high = The share of basophils is higher than the range.
lab-basophils-share-low = The share of basophils is lower than the range.

lab-reticulocytes = Reticulocytes
lab-reticulocytes-about = Young red blood cells. They show how fast your body makes new ones.
    .other = Young red blood cells. They show how fast their body makes new ones.
lab-reticulocytes-high = Your body is making more new red blood cells than the range.
    .other = Their body is making more new red blood cells than the range.
lab-reticulocytes-low = Your body is making fewer new red blood cells than the range.
    .other = Their body is making fewer new red blood cells than the range.

lab-ferritin = Ferritin
lab-ferritin-about = Ferritin shows how much iron your body has stored.
    .other = Ferritin shows how much iron their body has stored.
lab-ferritin-high = Your iron stores are higher than the range. Inflammation can raise ferritin too.
    .other = Their iron stores are higher than the range. Inflammation can raise ferritin too.
lab-ferritin-low = Your iron stores are lower than the range, which can make people tired.
    .other = Their iron stores are lower than the range, which can make people tired.

lab-iron = Iron
lab-iron-about = The iron that travels in your blood. It changes over the day.
    .other = The iron that travels in their blood. It changes over the day.
lab-iron-high = Your iron is higher than the range. Iron tablets before the test can be the reason.
    .other = Their iron is higher than the range. Iron tablets before the test can be the reason.
lab-iron-low = Your iron is lower than the range.
    .other = Their iron is lower than the range.

lab-iron-binding = Iron-binding capacity (TIBC)
lab-iron-binding-about = How much iron your blood could carry.
    .other = How much iron their blood could carry.
lab-iron-binding-high = Your blood could carry more iron than the range, which happens when iron is short.
    .other = Their blood could carry more iron than the range, which happens when iron is short.
lab-iron-binding-low = Your blood could carry less iron than the range.
    .other = Their blood could carry less iron than the range.

lab-transferrin-saturation = Transferrin saturation
lab-transferrin-saturation-about = How much of your blood’s iron transport is in use.
    .other = How much of their blood’s iron transport is in use.
lab-transferrin-saturation-high = Your transferrin saturation is higher than the range.
    .other = Their transferrin saturation is higher than the range.
lab-transferrin-saturation-low = Your transferrin saturation is lower than the range, which happens when iron is short.
    .other = Their transferrin saturation is lower than the range, which happens when iron is short.

lab-vitamin-d = Vitamin D
lab-vitamin-d-about = Vitamin D helps your body take up calcium. It comes from sunlight and food.
    .other = Vitamin D helps their body take up calcium. It comes from sunlight and food.
lab-vitamin-d-high = Your vitamin D is higher than the range. Check with your care team how much you take.
    .other = Their vitamin D is higher than the range. Check with the care team how much they take.
lab-vitamin-d-low = Your vitamin D is lower than the range, which is common, above all in winter.
    .other = Their vitamin D is lower than the range, which is common, above all in winter.
lab-vitamin-d-in-range = Your vitamin D is within the range.
    .other = Their vitamin D is within the range.

lab-vitamin-b12 = Vitamin B12
lab-vitamin-b12-about = Vitamin B12 is needed for blood and nerves. It comes mostly from animal foods.
lab-vitamin-b12-high = Your vitamin B12 is higher than the range. Supplements are a common reason.
    .other = Their vitamin B12 is higher than the range. Supplements are a common reason.
lab-vitamin-b12-low = Your vitamin B12 is lower than the range.
    .other = Their vitamin B12 is lower than the range.

lab-folate = Folate
lab-folate-about = Folate is a B vitamin that is needed to make new cells.
lab-folate-high = Your folate is higher than the range. Supplements are a common reason.
    .other = Their folate is higher than the range. Supplements are a common reason.
lab-folate-low = Your folate is lower than the range.
    .other = Their folate is lower than the range.

lab-tsh = TSH (thyroid)
lab-tsh-about = TSH tells your thyroid how hard to work.
    .other = TSH tells their thyroid how hard to work.
lab-tsh-high = Your TSH is higher than the range: your body is asking the thyroid to work harder.
    .other = Their TSH is higher than the range: their body is asking the thyroid to work harder.
lab-tsh-low = Your TSH is lower than the range: your thyroid may be working more than it is asked to.
    .other = Their TSH is lower than the range: their thyroid may be working more than it is asked to.
lab-tsh-in-range = Your TSH is within the range: your thyroid works as asked.
    .other = Their TSH is within the range: their thyroid works as asked.

lab-free-t4 = Free T4 (thyroid)
lab-free-t4-about = The thyroid hormone that is ready to be used.
lab-free-t4-high = Your free T4 is higher than the range.
    .other = Their free T4 is higher than the range.
lab-free-t4-low = Your free T4 is lower than the range.
    .other = Their free T4 is lower than the range.

lab-t4 = Total T4 (thyroid)
lab-t4-about = All of the thyroid hormone T4 in your blood.
    .other = All of the thyroid hormone T4 in their blood.
lab-t4-high = Your T4 is higher than the range.
    .other = Their T4 is higher than the range.
lab-t4-low = Your T4 is lower than the range.
    .other = Their T4 is lower than the range.

lab-free-t3 = Free T3 (thyroid)
lab-free-t3-about = The most active thyroid hormone, ready to be used.
lab-free-t3-high = Your free T3 is higher than the range.
    .other = Their free T3 is higher than the range.
lab-free-t3-low = Your free T3 is lower than the range.
    .other = Their free T3 is lower than the range.

lab-t3 = Total T3 (thyroid)
lab-t3-about = All of the thyroid hormone T3 in your blood.
    .other = All of the thyroid hormone T3 in their blood.
lab-t3-high = Your T3 is higher than the range.
    .other = Their T3 is higher than the range.
lab-t3-low = Your T3 is lower than the range.
    .other = Their T3 is lower than the range.

lab-tpo-antibodies = Thyroid antibodies (TPO)
lab-tpo-antibodies-about = Antibodies against the body’s own thyroid.
lab-tpo-antibodies-high = You have more thyroid antibodies than the range. Many people with them feel well.
    .other = They have more thyroid antibodies than the range. Many people with them feel well.
lab-tpo-antibodies-low = Your thyroid antibodies are low, which is good.
    .other = Their thyroid antibodies are low, which is good.

lab-inr = INR (clotting time)
lab-inr-about = INR shows how long your blood takes to clot. With a blood thinner it has a target of its own.
    .other = INR shows how long their blood takes to clot. With a blood thinner it has a target of its own.
lab-inr-high = Your INR is higher than the printed range. With a blood thinner that is intended; what counts is your own target.
    .other = Their INR is higher than the printed range. With a blood thinner that is intended; what counts is their own target.
lab-inr-low = Your INR is lower than the range.
    .other = Their INR is lower than the range.
lab-inr-in-range = Your INR is within the printed range. With a blood thinner, compare it with your own target.
    .other = Their INR is within the printed range. With a blood thinner, compare it with their own target.

lab-prothrombin-time = Prothrombin time
lab-prothrombin-time-about = The seconds your blood takes to clot in one kind of test.
    .other = The seconds their blood takes to clot in one kind of test.
lab-prothrombin-time-high = Your blood took longer to clot than the range. Blood thinners do this.
    .other = Their blood took longer to clot than the range. Blood thinners do this.
lab-prothrombin-time-low = Your blood clotted faster than the range.
    .other = Their blood clotted faster than the range.

lab-aptt = Clotting time (aPTT)
lab-aptt-about = The seconds your blood takes to clot in another kind of test.
    .other = The seconds their blood takes to clot in another kind of test.
lab-aptt-high = Your blood took longer to clot than the range. Heparin does this.
    .other = Their blood took longer to clot than the range. Heparin does this.
lab-aptt-low = Your blood clotted faster than the range.
    .other = Their blood clotted faster than the range.

lab-fibrinogen = Fibrinogen
lab-fibrinogen-about = A protein that forms blood clots. It rises with inflammation.
lab-fibrinogen-high = Your fibrinogen is higher than the range.
    .other = Their fibrinogen is higher than the range.
lab-fibrinogen-low = Your fibrinogen is lower than the range.
    .other = Their fibrinogen is lower than the range.

lab-d-dimer = D-dimer
lab-d-dimer-about = A trace that clots leave when they dissolve.
lab-d-dimer-high = Your D-dimer is higher than the range. It rises for many reasons, most of them not a clot.
    .other = Their D-dimer is higher than the range. It rises for many reasons, most of them not a clot.
lab-d-dimer-low = Your D-dimer is lower than the range, which is good.
    .other = Their D-dimer is lower than the range, which is good.

lab-testosterone = Testosterone
lab-testosterone-about = A sex hormone that all people have in different amounts. It is highest in the morning.
lab-testosterone-high = Your testosterone is higher than the range.
    .other = Their testosterone is higher than the range.
lab-testosterone-low = Your testosterone is lower than the range.
    .other = Their testosterone is lower than the range.

lab-estradiol = Estradiol
lab-estradiol-about = A sex hormone that changes through the cycle and through life.
lab-estradiol-high = Your estradiol is higher than the range.
    .other = Their estradiol is higher than the range.
lab-estradiol-low = Your estradiol is lower than the range.
    .other = Their estradiol is lower than the range.

lab-fsh = FSH
lab-fsh-about = A hormone that steers the ovaries or the testicles.
lab-fsh-high = Your FSH is higher than the range.
    .other = Their FSH is higher than the range.
lab-fsh-low = Your FSH is lower than the range.
    .other = Their FSH is lower than the range.

lab-lh = LH
lab-lh-about = A hormone that steers the ovaries or the testicles.
lab-lh-high = Your LH is higher than the range.
    .other = Their LH is higher than the range.
lab-lh-low = Your LH is lower than the range.
    .other = Their LH is lower than the range.

lab-prolactin = Prolactin
lab-prolactin-about = A hormone that lets the breasts make milk. Stress can raise it.
lab-prolactin-high = Your prolactin is higher than the range. Stress and some medicines raise it.
    .other = Their prolactin is higher than the range. Stress and some medicines raise it.
lab-prolactin-low = Your prolactin is lower than the range.
    .other = Their prolactin is lower than the range.

lab-pregnancy = Pregnancy test
lab-pregnancy-about = This looks for hCG, the hormone of pregnancy.

lab-hcg = hCG
lab-hcg-about = The hormone of pregnancy, as an amount.
lab-hcg-high = Your hCG is higher than the range for people who are not pregnant.
    .other = Their hCG is higher than the range for people who are not pregnant.
lab-hcg-low = Your hCG is lower than the range.
    .other = Their hCG is lower than the range.

lab-cortisol = Cortisol
lab-cortisol-about = A hormone of the adrenal glands that is highest in the morning.
lab-cortisol-high = Your cortisol is higher than the range.
    .other = Their cortisol is higher than the range.
lab-cortisol-low = Your cortisol is lower than the range.
    .other = Their cortisol is lower than the range.

lab-pth = Parathyroid hormone (PTH)
lab-pth-about = PTH keeps the calcium in your blood steady.
    .other = PTH keeps the calcium in their blood steady.
lab-pth-high = Your PTH is higher than the range. Too little vitamin D is a common reason.
    .other = Their PTH is higher than the range. Too little vitamin D is a common reason.
lab-pth-low = Your PTH is lower than the range.
    .other = Their PTH is lower than the range.

lab-psa = PSA (prostate)
lab-psa-about = PSA is a protein of the prostate. It rises with age.
lab-psa-high = Your PSA is higher than the range. It rises for many reasons, most of them not cancer.
    .other = Their PSA is higher than the range. It rises for many reasons, most of them not cancer.
lab-psa-low = Your PSA is lower than the range, which is good.
    .other = Their PSA is lower than the range, which is good.

lab-crp = C-reactive protein (CRP)
lab-crp-about = CRP rises when there is inflammation somewhere in the body.
lab-crp-high = Your CRP is higher than the range. Even a cold can raise it.
    .other = Their CRP is higher than the range. Even a cold can raise it.
lab-crp-low = Your CRP is low, which is good.
    .other = Their CRP is low, which is good.

lab-crp-sensitive = C-reactive protein, sensitive
lab-crp-sensitive-about = A finer measure of CRP, used to judge the risk to the heart.
lab-crp-sensitive-high = Your CRP is higher than the range. Even a cold can raise it.
    .other = Their CRP is higher than the range. Even a cold can raise it.
lab-crp-sensitive-low = Your CRP is low, which is good.
    .other = Their CRP is low, which is good.

lab-sed-rate = Sedimentation rate (ESR)
lab-sed-rate-about = A slow, general sign of inflammation.
lab-sed-rate-high = Your sedimentation rate is higher than the range. It rises with age and with inflammation.
    .other = Their sedimentation rate is higher than the range. It rises with age and with inflammation.
lab-sed-rate-low = Your sedimentation rate is lower than the range, which is not a concern.
    .other = Their sedimentation rate is lower than the range, which is not a concern.

lab-troponin = Troponin I (heart)
lab-troponin-about = A protein that the heart muscle lets go when it is hurt.
lab-troponin-high = Your troponin is higher than the range.
    .other = Their troponin is higher than the range.
lab-troponin-low = Your troponin is low, which is good.
    .other = Their troponin is low, which is good.

lab-troponin-sensitive = Troponin I, sensitive (heart)
lab-troponin-sensitive-about = A fine measure of a protein that the heart muscle lets go when it is hurt.
lab-troponin-sensitive-high = Your troponin is higher than the range.
    .other = Their troponin is higher than the range.
lab-troponin-sensitive-low = Your troponin is low, which is good.
    .other = Their troponin is low, which is good.

lab-bnp = BNP (heart)
lab-bnp-about = BNP rises when the heart has to work harder.
lab-bnp-high = Your BNP is higher than the range.
    .other = Their BNP is higher than the range.
lab-bnp-low = Your BNP is low, which is good.
    .other = Their BNP is low, which is good.

lab-nt-probnp = NT-proBNP (heart)
lab-nt-probnp-about = NT-proBNP rises when the heart has to work harder.
lab-nt-probnp-high = Your NT-proBNP is higher than the range. It rises with age.
    .other = Their NT-proBNP is higher than the range. It rises with age.
lab-nt-probnp-low = Your NT-proBNP is low, which is good.
    .other = Their NT-proBNP is low, which is good.

lab-lead = Lead
lab-lead-about = Lead is a metal that can harm growing children above all.
lab-lead-high = Your lead is higher than the range. Your care team can help to find where it comes from.
    .other = Their lead is higher than the range. The care team can help to find where it comes from.
lab-lead-low = Your lead is low, which is good.
    .other = Their lead is low, which is good.

lab-urine-ph = Urine acidity (pH)
lab-urine-ph-about = How acid your urine is. It changes with what you eat.
    .other = How acid their urine is. It changes with what they eat.
lab-urine-ph-high = Your urine is less acid than the range.
    .other = Their urine is less acid than the range.
lab-urine-ph-low = Your urine is more acid than the range.
    .other = Their urine is more acid than the range.

lab-urine-gravity = Urine concentration
lab-urine-gravity-about = How concentrated your urine is. It shows how much you had to drink.
    .other = How concentrated their urine is. It shows how much they had to drink.
lab-urine-gravity-high = Your urine is more concentrated than the range. Drinking more will dilute it.
    .other = Their urine is more concentrated than the range. Drinking more will dilute it.
lab-urine-gravity-low = Your urine is more diluted than the range.
    .other = Their urine is more diluted than the range.

lab-urine-protein = Protein in urine
lab-urine-protein-about = Healthy kidneys keep almost all protein in the blood.
lab-urine-protein-high = There is more protein in your urine than the range. Fever and hard exercise can be the reason.
    .other = There is more protein in their urine than the range. Fever and hard exercise can be the reason.

lab-urine-glucose = Sugar in urine
lab-urine-glucose-about = Sugar appears in urine when there is a lot of it in the blood, or with some diabetes medicines.
lab-urine-glucose-high = There is more sugar in your urine than the range.
    .other = There is more sugar in their urine than the range.

lab-urine-ketones = Ketones in urine
lab-urine-ketones-about = Ketones appear when the body burns fat, for example while fasting.
lab-urine-ketones-high = There are more ketones in your urine than the range.
    .other = There are more ketones in their urine than the range.

lab-urine-blood = Blood in urine
lab-urine-blood-about = This looks for traces of blood in your urine.
    .other = This looks for traces of blood in their urine.
lab-urine-blood-high = There is more blood in your urine than the range.
    .other = There is more blood in their urine than the range.

lab-urine-nitrite = Nitrite in urine
lab-urine-nitrite-about = Some bacteria leave nitrite in urine.

lab-urine-leukocyte-esterase = Signs of white cells in urine
lab-urine-leukocyte-esterase-about = White blood cells in urine can point to an infection.

lab-urine-bilirubin = Bilirubin in urine
lab-urine-bilirubin-about = Bilirubin in urine is a sign from the liver.

lab-urine-urobilinogen = Urobilinogen in urine
lab-urine-urobilinogen-about = A trace of bilirubin that is normal in small amounts.
lab-urine-urobilinogen-high = There is more urobilinogen in your urine than the range.
    .other = There is more urobilinogen in their urine than the range.

lab-urine-color = Urine color
lab-urine-color-about = The color of your urine. Food and medicines can change it.
    .other = The color of their urine. Food and medicines can change it.

lab-urine-clarity = Urine clarity
lab-urine-clarity-about = Whether your urine is clear or cloudy.
    .other = Whether their urine is clear or cloudy.

lab-urine-white-cells = White cells in urine
lab-urine-white-cells-about = White blood cells counted under the microscope.
lab-urine-white-cells-high = There are more white blood cells in your urine than the range.
    .other = There are more white blood cells in their urine than the range.

lab-urine-red-cells = Red cells in urine
lab-urine-red-cells-about = Red blood cells counted under the microscope.
lab-urine-red-cells-high = There are more red blood cells in your urine than the range.
    .other = There are more red blood cells in their urine than the range.

lab-urine-bacteria = Bacteria in urine
lab-urine-bacteria-about = Bacteria seen under the microscope.

lab-urine-albumin = Albumin in urine
lab-urine-albumin-about = Small amounts of albumin in urine are an early sign from the kidneys.
lab-urine-albumin-high = There is more albumin in your urine than the range.
    .other = There is more albumin in their urine than the range.

lab-urine-creatinine = Creatinine in urine
lab-urine-creatinine-about = Used to compare other values in the same urine.
lab-urine-creatinine-high = Your urine creatinine is higher than the range.
    .other = Their urine creatinine is higher than the range.
lab-urine-creatinine-low = Your urine creatinine is lower than the range.
    .other = Their urine creatinine is lower than the range.

lab-urine-albumin-ratio = Albumin to creatinine ratio
lab-urine-albumin-ratio-about = This shows early whether the kidneys let albumin through.
lab-urine-albumin-ratio-high = The ratio is higher than the range: your kidneys let more albumin through.
    .other = The ratio is higher than the range: their kidneys let more albumin through.

lab-urine-culture = Urine culture
lab-urine-culture-about = This looks for bacteria that grow from your urine.
    .other = This looks for bacteria that grow from their urine.

lab-blood-culture = Blood culture
lab-blood-culture-about = This looks for germs that grow from your blood.
    .other = This looks for germs that grow from their blood.

lab-covid = COVID-19 test
lab-covid-about = This looks for the virus that causes COVID-19.

lab-influenza-a = Influenza A
lab-influenza-a-about = This looks for a flu virus.

lab-influenza-b = Influenza B
lab-influenza-b-about = This looks for a flu virus.

lab-rsv = RSV
lab-rsv-about = This looks for a virus that causes coughs and colds.

lab-parainfluenza-1 = Parainfluenza virus 1
lab-parainfluenza-1-about = This looks for a virus that causes coughs and colds.

lab-parainfluenza-2 = Parainfluenza virus 2
lab-parainfluenza-2-about = This looks for a virus that causes coughs and colds.

lab-parainfluenza-3 = Parainfluenza virus 3
lab-parainfluenza-3-about = This looks for a virus that causes coughs and colds.

lab-rhinovirus = Rhinovirus
lab-rhinovirus-about = This looks for the most common cold virus.

lab-metapneumovirus = Metapneumovirus
lab-metapneumovirus-about = This looks for a virus that causes coughs and colds.

lab-adenovirus = Adenovirus
lab-adenovirus-about = This looks for a virus that causes colds and sore throats.

lab-strep = Strep throat test
lab-strep-about = This looks for the bacteria that cause strep throat.

lab-hiv = HIV test
lab-hiv-about = This looks for HIV and for antibodies against it.

lab-hiv-viral-load = HIV viral load
lab-hiv-viral-load-about = How much HIV is in the blood. Treatment aims for a level too low to count.
lab-hiv-viral-load-high = There is more HIV in your blood than the range.
    .other = There is more HIV in their blood than the range.

lab-cd4 = CD4 cells
lab-cd4-about = Cells of the immune system that HIV attacks.
lab-cd4-high = Your CD4 cells are higher than the range, which is fine.
    .other = Their CD4 cells are higher than the range, which is fine.
lab-cd4-low = Your CD4 cells are lower than the range.
    .other = Their CD4 cells are lower than the range.

lab-hepatitis-c = Hepatitis C antibodies
lab-hepatitis-c-about = This shows whether your body has met the hepatitis C virus.
    .other = This shows whether their body has met the hepatitis C virus.

lab-hepatitis-b = Hepatitis B surface antigen
lab-hepatitis-b-about = This looks for the hepatitis B virus.

lab-hepatitis-b-antibody = Hepatitis B antibodies
lab-hepatitis-b-antibody-about = This shows whether you are protected against hepatitis B.
    .other = This shows whether they are protected against hepatitis B.

lab-syphilis = Syphilis test
lab-syphilis-about = This looks for antibodies that appear with syphilis.

lab-chlamydia = Chlamydia test
lab-chlamydia-about = This looks for the bacteria that cause chlamydia.

lab-gonorrhea = Gonorrhea test
lab-gonorrhea-about = This looks for the bacteria that cause gonorrhea.

lab-blood-group = Blood group
lab-blood-group-about = Whether your blood is of group A, B, AB or O.
    .other = Whether their blood is of group A, B, AB or O.

lab-rh-factor = Rh factor
lab-rh-factor-about = Whether your red blood cells carry the Rh factor.
    .other = Whether their red blood cells carry the Rh factor.

lab-antibody-screen = Antibody screen
lab-antibody-screen-about = This looks for antibodies that matter for a transfusion or a pregnancy.

lab-benzodiazepines = Benzodiazepines in urine
lab-benzodiazepines-about = This looks for traces of calming medicines.

lab-buprenorphine = Buprenorphine in urine
lab-buprenorphine-about = This looks for traces of a medicine that treats opioid use.

lab-cannabinoids = Cannabinoids in urine
lab-cannabinoids-about = This looks for traces of cannabis.

lab-opiates = Opiates in urine
lab-opiates-about = This looks for traces of opiates.

lab-brca1 = BRCA1 gene
lab-brca1-about = This looks for inherited changes in a gene that protects against some cancers.

lab-brca2 = BRCA2 gene
lab-brca2-about = This looks for inherited changes in a gene that protects against some cancers.

lab-phq9 = Mood questionnaire (PHQ-9)
lab-phq9-about = Nine questions about your mood in the last two weeks. The score runs from 0 to 27.
    .other = Nine questions about their mood in the last two weeks. The score runs from 0 to 27.
lab-phq9-high = Your score is higher than the range. Talk with your care team about how you feel.
    .other = The score is higher than the range. Talk with the care team about it.

lab-phq9-teen = Mood questionnaire for teens
lab-phq9-teen-about = Nine questions about your mood in the last two weeks. The score runs from 0 to 27.
    .other = Nine questions about their mood in the last two weeks. The score runs from 0 to 27.
lab-phq9-teen-high = Your score is higher than the range. Talk with your care team about how you feel.
    .other = The score is higher than the range. Talk with the care team about it.

lab-gad7 = Worry questionnaire (GAD-7)
lab-gad7-about = Seven questions about worry in the last two weeks. The score runs from 0 to 21.
lab-gad7-high = Your score is higher than the range. Talk with your care team about how you feel.
    .other = The score is higher than the range. Talk with the care team about it.

## Panels

panel-lipid = Cholesterol panel
panel-cbc = Complete blood count
panel-cbc-diff = Complete blood count with white cell types
panel-comprehensive = Comprehensive metabolic panel
panel-basic = Basic metabolic panel
panel-electrolytes = Electrolytes
panel-liver = Liver panel
panel-kidney = Kidney panel
panel-thyroid = Thyroid panel
panel-clotting = Clotting tests
panel-urinalysis = Urine test
panel-iron = Iron studies
panel-respiratory = Respiratory virus panel
panel-anxiety = Worry questionnaire (GAD-7)
panel-mood-teen = Mood questionnaire for teens
panel-mood = Mood questionnaire (PHQ-9)
panel-hepatitis = Hepatitis panel
panel-glucose-tolerance = Glucose tolerance test
panel-blood-group = Blood group and antibodies
panel-genetic = Genetic test
panel-drug-screen = Urine drug screen
panel-heart = Heart markers
panel-glucose-load = Sugar test in pregnancy
panel-a1c = Hemoglobin A1c
