//! What is story and what is not.
use super::{Article, Region};
/// stub
pub fn outside_story(articles: &[Article]) -> Vec<Vec<Region>> {
    articles.iter().map(|_| Vec::new()).collect()
}
