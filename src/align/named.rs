//! Features by name: a struct of numbers whose fields are also a list of names and of values.

/// Defines `$Features` with the named fields, `NAMES`, `COUNT` and `values()`.
macro_rules! named_features {
    ($(#[$about:meta])* $Features:ident { $($(#[$doc:meta])* $name:ident),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub struct $Features {
            $($(#[$doc])* pub $name: f64,)*
        }

        /// The names of the features, in the order of their values.
        pub const NAMES: [&str; [$(stringify!($name)),*].len()] = [$(stringify!($name)),*];

        /// How many features there are.
        pub const COUNT: usize = NAMES.len();

        impl $Features {
            /// The features in the order of [`NAMES`], to six places: sums over words differ in
            /// the last digits with the order of the articles.
            pub fn values(&self) -> [f64; COUNT] {
                [$(self.$name),*].map(|value: f64| (value * 1e6).round() / 1e6)
            }
        }
    };
}

pub(crate) use named_features;

/// 1 for yes, 0 for no.
pub(crate) fn yes(condition: bool) -> f64 {
    f64::from(u8::from(condition))
}
