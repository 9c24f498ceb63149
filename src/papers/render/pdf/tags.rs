//! The structure of the document for screen readers, grown beside the galley and hung with what
//! is printed.

use krilla::tagging::{Identifier, Node, TagGroup, TagKind, TagTree};

/// A place in the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag(usize);

/// The tree of the structure, in reading order.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags {
    roots: Vec<Tag>,
    branches: Vec<Branch>,
}

#[derive(Clone, Debug)]
struct Branch {
    kind: TagKind,
    children: Vec<Child>,
}

#[derive(Clone, Copy, Debug)]
enum Child {
    Branch(Tag),
    Printed(Identifier),
}

impl Tags {
    /// Adds a place at the top of the tree.
    pub(super) fn root(&mut self, kind: impl Into<TagKind>) -> Tag {
        let tag = self.grow(kind.into());
        self.roots.push(tag);
        tag
    }

    /// Adds a place as the last one under another.
    pub(super) fn under(&mut self, parent: Tag, kind: impl Into<TagKind>) -> Tag {
        let tag = self.grow(kind.into());
        self.hang(parent, Child::Branch(tag));
        tag
    }

    /// Hangs what was printed on its place.
    pub(super) fn printed(&mut self, tag: Tag, what: Identifier) {
        self.hang(tag, Child::Printed(what));
    }

    /// The finished tree.
    pub(super) fn into_tree(mut self, language: &str) -> TagTree {
        let roots = std::mem::take(&mut self.roots);
        let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
        for tag in roots {
            tree.push(self.group(tag));
        }
        tree
    }

    fn grow(&mut self, kind: TagKind) -> Tag {
        self.branches.push(Branch { kind, children: Vec::new() });
        Tag(self.branches.len() - 1)
    }

    fn hang(&mut self, tag: Tag, child: Child) {
        if let Some(branch) = self.branches.get_mut(tag.0) {
            branch.children.push(child);
        }
    }

    fn group(&self, tag: Tag) -> Node {
        let branch = &self.branches[tag.0];
        let children = branch.children.iter().map(|child| match child {
            Child::Branch(tag) => self.group(*tag),
            Child::Printed(what) => Node::Leaf(*what),
        });
        Node::Group(TagGroup::with_children(branch.kind.clone(), children.collect()))
    }
}
