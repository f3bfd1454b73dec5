/** The descriptions of API and events that the repository publishes, generated from what the services really have. */
@NullMarked
package org.qudao.e2e.contracts;

import org.jspecify.annotations.NullMarked;
