mod asking;
mod choosing;
mod dark;
mod desk;
mod glass;
mod keyboard;
mod looking;
mod phone;
mod plain;
mod reading;
mod session;
mod sharing;
mod sheets;
mod staff;
mod steps;
mod walk;
mod ways;

pub const ANA: &str = "ana-reyes";
