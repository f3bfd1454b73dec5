/** Everything on one machine by one command: the infrastructure inside this process, the five services, and sample data. */
@NullMarked
package org.qudao.local;

import org.jspecify.annotations.NullMarked;
