/**
 * Real samples, converted on the fly to Qudao's own CSV and sent through the public import API like any user's data: SteelWheels
 * from its Maven artifact, AdventureWorks from a directory.
 */
@NullMarked
package org.qudao.local.sample;

import org.jspecify.annotations.NullMarked;
