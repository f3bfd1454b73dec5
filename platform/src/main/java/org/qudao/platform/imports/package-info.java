/**
 * Import of CSV over HTTP: streamed, resumable, repeatable without effect, with a file of rejects that names row, column and
 * rule. A service declares one {@link org.qudao.platform.imports.RowImport} bean per kind; everything else is here.
 */
@NullMarked
package org.qudao.platform.imports;

import org.jspecify.annotations.NullMarked;
