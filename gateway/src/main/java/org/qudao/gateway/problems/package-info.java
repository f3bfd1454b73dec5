/** Every error leaves the gateway as an RFC 9457 problem that tells the caller what to do and nothing about the inside. */
@NullMarked
package org.qudao.gateway.problems;

import org.jspecify.annotations.NullMarked;
