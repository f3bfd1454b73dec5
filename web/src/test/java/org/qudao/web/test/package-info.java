/** A stub issuer, for the tests of everybody who judges tokens. */
@NullMarked
package org.qudao.web.test;

import org.jspecify.annotations.NullMarked;
