//! What every handler may use.

use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRef;
use portico_account::Accounts;
use portico_account::staff::StaffDoor;
use portico_chart::Charts;
use portico_desk::Desk;
use portico_model::Clock;
use portico_oversight::Oversight;

use crate::settings::Settings;

/// Cheap to clone: each request does so several times.
#[derive(Clone)]
pub struct Portal(Arc<PortalParts>);

/// The parts behind the pages.
pub struct PortalParts {
    pub accounts: Accounts,
    pub charts: Charts,
    pub desk: Desk,
    pub oversight: Oversight,
    /// The way in for staff; absent where no identity provider is configured.
    pub staff: Option<StaffDoor>,
    pub clock: Clock,
    pub settings: Arc<Settings>,
}

impl From<PortalParts> for Portal {
    fn from(parts: PortalParts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for Portal {
    type Target = PortalParts;

    fn deref(&self) -> &PortalParts {
        &self.0
    }
}

impl FromRef<Portal> for Accounts {
    fn from_ref(portal: &Portal) -> Self {
        portal.accounts.clone()
    }
}

impl FromRef<Portal> for Charts {
    fn from_ref(portal: &Portal) -> Self {
        portal.charts.clone()
    }
}

impl FromRef<Portal> for Arc<Settings> {
    fn from_ref(portal: &Portal) -> Self {
        Arc::clone(&portal.settings)
    }
}
