//! How children grow: about the middle of the CDC charts, with the child's own lean.

use super::visits::Visit;
use super::vitals::{BMI, BMI_PERCENTILE, HEAD, HEART_RATE, HEIGHT, TEMPERATURE, WEIGHT};
use crate::people::calendar::months_between;
use crate::people::folder::{Folder, Sex};
use crate::people::shapes::rounded;

/// Age in months, height in cm and weight in kg of girls, of boys.
type Row = (f64, (f64, f64), (f64, f64));

const MIDDLE: [Row; 21] = [
    (0.0, (49.3, 3.4), (50.0, 3.6)),
    (6.0, (65.7, 7.3), (67.6, 7.9)),
    (12.0, (74.0, 9.2), (75.7, 10.0)),
    (24.0, (85.5, 12.0), (87.0, 12.7)),
    (36.0, (94.2, 13.9), (95.5, 14.4)),
    (48.0, (101.0, 15.9), (102.4, 16.3)),
    (60.0, (107.9, 18.0), (109.2, 18.5)),
    (72.0, (115.0, 20.3), (115.7, 20.7)),
    (84.0, (121.5, 22.8), (121.9, 23.1)),
    (96.0, (127.6, 25.8), (128.0, 25.6)),
    (108.0, (133.0, 29.0), (133.6, 28.6)),
    (120.0, (138.3, 33.0), (138.6, 32.0)),
    (132.0, (144.2, 37.0), (143.5, 36.0)),
    (144.0, (151.2, 41.8), (149.0, 40.5)),
    (156.0, (157.2, 46.0), (156.0, 45.5)),
    (168.0, (160.4, 49.5), (164.0, 51.0)),
    (180.0, (161.9, 52.0), (170.1, 56.5)),
    (192.0, (162.5, 53.9), (173.4, 61.0)),
    (204.0, (163.0, 55.1), (175.3, 64.5)),
    (216.0, (163.1, 56.2), (176.1, 67.2)),
    (228.0, (163.2, 57.0), (176.4, 69.0)),
];

impl Folder {
    /// Weight, height (head for the youngest), BMI with percentile from two years on, pulse, temperature, pressure from three.
    pub fn child_signs(&mut self, visit: &Visit) {
        let months = months_between(self.born, visit.day).clamp(0, 227);
        let (height, weight) = self.grown(months as f64);
        let pulse = 130.0 - 0.28 * months as f64 + 4.0 * self.rng.bell();
        let temperature = rounded(36.8 + 0.2 * self.rng.bell(), 1);

        self.sign(visit, &WEIGHT, &rounded(weight, 1));
        self.sign(visit, &HEIGHT, &rounded(height, 1));
        self.sign(visit, &HEART_RATE, &rounded(pulse, 0));
        self.sign(visit, &TEMPERATURE, &temperature);
        if months < 24 {
            let head = 34.5 + 12.8 * (1.0 - (-(months as f64) / 8.0).exp());
            self.sign(visit, &HEAD, &rounded(head, 1));
        } else {
            let percentile = (50.0 + 26.0 * self.habit("weight")).clamp(4.0, 97.0);
            self.sign(visit, &BMI, &rounded(weight / (height / 100.0).powi(2), 1));
            self.sign(visit, &BMI_PERCENTILE, &rounded(percentile, 0));
        }
        if months >= 36 {
            let years = months / 12;
            let systolic = 88 + 2 * years + self.rng.between(-3, 3);
            let diastolic = 54 + years + self.rng.between(-3, 3);
            self.blood_pressure(visit, systolic, diastolic);
        }
    }

    fn grown(&mut self, months: f64) -> (f64, f64) {
        let next = MIDDLE.iter().position(|(age, ..)| *age > months).unwrap_or(MIDDLE.len() - 1).max(1);
        let (before, after) = (&MIDDLE[next - 1], &MIDDLE[next]);
        let share = (months - before.0) / (after.0 - before.0);
        let of = |row: &Row| match self.sex {
            Sex::Female => row.1,
            Sex::Male => row.2,
        };
        let (low, high) = (of(before), of(after));
        let height = low.0 + share * (high.0 - low.0);
        let weight = low.1 + share * (high.1 - low.1);
        (height * (1.0 + 0.03 * self.habit("height")), weight * (1.0 + 0.08 * self.habit("weight")))
    }
}
