package org.qudao.platform.web;

/**
 * One wrong field of a request.
 *
 * @param field path of the field, such as {@code lines[2].quantity}
 * @param message what would be right
 */
public record FieldError(String field, String message) {}
