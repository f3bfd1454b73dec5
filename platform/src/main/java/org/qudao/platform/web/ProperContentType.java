package org.qudao.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.servlet.HandlerInterceptor;

/** A body of the type {@code *}{@code /*} is of no type; Spring fails over it instead of refusing it. */
final class ProperContentType implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        String type = request.getContentType();
        if (type != null && type.indexOf('*') >= 0) {
            throw new HttpMediaTypeNotSupportedException("Content-Type must not be a range of types.");
        }
        return true;
    }
}
