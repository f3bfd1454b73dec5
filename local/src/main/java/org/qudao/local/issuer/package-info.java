/**
 * The identity provider of a local installation: it signs people in by a form and gives programs tokens for their client secret, with a
 * key and secrets that are made at the first start. A production installation uses its own provider by issuer URI.
 */
@NullMarked
package org.qudao.local.issuer;

import org.jspecify.annotations.NullMarked;
