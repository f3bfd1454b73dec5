package org.qudao.web.problems;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What Tomcat or a filter refuses before any controller runs (a path that cannot be decoded, for example) is a problem too, not a page
 * about the container.
 */
@Configuration(proxyBeanMethods = false)
@Import(ContainerProblems.ErrorPage.class)
public class ContainerProblems {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsInsteadOfTomcatsPages() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
            }
        });
    }

    /** A path with tricks in it. */
    @Bean
    RequestRejectedHandler problemForRequestsOfTheFirewall() {
        return (request, response, rejected) ->
                Problem.ofStatus(HttpStatus.BAD_REQUEST.value()).sendTo(response);
    }

    /** Made by Tomcat, by name. */
    public static class ProblemValve extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                Problem.ofStatus(response.getStatus()).sendTo(response.getResponse());
            } catch (IOException | IllegalStateException e) {
                // The client has gone; there is nobody to tell.
                container.getLogger().debug("No error report", e);
            }
        }
    }

    /** Where the container sends what was refused with a bare status. Nobody else has anything to look for there. */
    @Controller
    static class ErrorPage implements ErrorController {

        @RequestMapping("/error")
        void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
            Problem.ofStatus(status instanceof Integer dispatched ? dispatched : HttpStatus.NOT_FOUND.value())
                    .sendTo(response);
        }
    }
}
