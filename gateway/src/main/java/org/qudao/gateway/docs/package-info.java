/** One OpenAPI document, merged from those of the services, and the page that shows it. */
@NullMarked
package org.qudao.gateway.docs;

import org.jspecify.annotations.NullMarked;
