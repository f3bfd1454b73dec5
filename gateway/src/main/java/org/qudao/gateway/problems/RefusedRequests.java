package org.qudao.gateway.problems;

import org.qudao.web.connections.SlowClients;
import org.qudao.web.problems.ContainerProblems;
import org.qudao.web.problems.Problem;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Requests that Spring refuses, such as an unknown address or a wrong method, and what the container refuses before it. */
@Configuration(proxyBeanMethods = false)
@Import({ContainerProblems.class, SlowClients.class})
class RefusedRequests {

    @RestControllerAdvice
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class Advice {

        @ExceptionHandler({
            NoHandlerFoundException.class,
            NoResourceFoundException.class,
            HttpRequestMethodNotSupportedException.class,
            HttpMediaTypeNotSupportedException.class,
            HttpMediaTypeNotAcceptableException.class,
            ErrorResponseException.class
        })
        ResponseEntity<byte[]> refuse(Exception exception) {
            ErrorResponse refused = (ErrorResponse) exception;
            HttpStatusCode status = refused.getStatusCode();
            HttpHeaders headers = new HttpHeaders(refused.getHeaders());
            headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
            return new ResponseEntity<>(Problem.ofStatus(status.value()).body(), headers, status);
        }
    }
}
