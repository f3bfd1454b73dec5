/** RFC 9457 problems for what never reaches a controller: they tell the caller what to do and nothing about the inside. */
@NullMarked
package org.qudao.web.problems;

import org.jspecify.annotations.NullMarked;
