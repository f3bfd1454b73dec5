/** HTTP: RFC 9457 problem responses, pages, identifiers. */
@NullMarked
package org.qudao.platform.web;

import org.jspecify.annotations.NullMarked;
