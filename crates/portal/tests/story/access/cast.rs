//! Everybody who could be at the door.

use portico_model::Language;
use portico_portal::site_map::Route;
use portico_testkit::{TestPortal, TestVisitor};
use uuid::Uuid;

use crate::world::{ANA, WALTER};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visiting {
    Nobody,
    /// The password was right, the second factor is not proved.
    Half,
    /// Signed in, and somebody else.
    Stranger,
    Right,
    /// The session was not used for too long.
    Expired,
    /// The session was ended by its person; its cookie is sent all the same.
    SignedOut,
}

impl Visiting {
    pub const ALL: [Visiting; 6] = [
        Visiting::Nobody,
        Visiting::Half,
        Visiting::Stranger,
        Visiting::Right,
        Visiting::Expired,
        Visiting::SignedOut,
    ];
}

pub struct Cast {
    visitors: Vec<(Visiting, TestVisitor)>,
    /// The set-up that whoever is half signed in has begun, where they have no factor yet.
    pub enrolment: Option<String>,
}

impl Cast {
    /// Around Ana's chart; the stranger is Walter.
    pub async fn of_ana(portal: &TestPortal) -> Self {
        Self::gather(
            portal,
            |visiting| if visiting == Visiting::Stranger { WALTER } else { ANA }.to_owned(),
            true,
        )
        .await
    }

    /// People who came for this address alone, so that what they do there touches nobody else. Whoever is to set up
    /// a first factor has none yet.
    pub async fn afresh(portal: &TestPortal, route: &Route) -> Self {
        let name = Uuid::new_v4().simple().to_string();
        let has_factor = !route.path.starts_with("/sign-in/enrol");
        Self::gather(portal, |visiting| format!("{name}-{visiting:?}"), has_factor).await
    }

    async fn gather(portal: &TestPortal, patient: impl Fn(Visiting) -> String, has_factor: bool) -> Self {
        let (mut visitors, mut enrolment) = (Vec::new(), None);
        for visiting in Visiting::ALL {
            let who = patient(visiting);
            let visitor = match visiting {
                Visiting::Nobody => portal.anonymous(),
                Visiting::Half if has_factor => portal.half_signed_in(&who).await,
                Visiting::Half => {
                    let (visitor, begun) = without_factor(portal, &who).await;
                    enrolment = Some(begun);
                    visitor
                }
                Visiting::SignedOut => signed_out(portal, &who).await,
                _ => portal.patient(&who).await,
            };
            visitors.push((visiting, visitor));
        }
        Self { visitors, enrolment }
    }

    pub fn visitor(&mut self, visiting: Visiting) -> &mut TestVisitor {
        let found = self.visitors.iter_mut().find(|(own, _)| *own == visiting);
        found.map(|(_, visitor)| visitor).unwrap()
    }

    pub fn csrf(&self, visiting: Visiting) -> String {
        let found = self.visitors.iter().find(|(own, _)| *own == visiting);
        found.map(|(_, visitor)| visitor.csrf().to_owned()).unwrap()
    }
}

/// Somebody without a factor, and the number of the first one that they began to set up in another browser.
async fn without_factor(portal: &TestPortal, who: &str) -> (TestVisitor, String) {
    let person = portal.person_without_factor(who).await;
    let fields = [("email", person.email.as_str()), ("password", person.password.as_str())];
    let first = portal.anonymous().post_form("/sign-in", &fields).await;
    let enrolment = first.location().rsplit('/').next().unwrap().to_owned();
    let mut visitor = portal.anonymous();
    visitor.give_password(&person).await;
    (visitor, enrolment)
}

async fn signed_out(portal: &TestPortal, who: &str) -> TestVisitor {
    let person = portal.person(who, Language::En).await;
    let mut visitor = portal.sign_in(&person).await;
    let before = visitor.clone();
    assert_eq!(visitor.post_form("/sign-out", &[]).await.status, 303);
    before
}
