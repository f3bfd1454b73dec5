window.addEventListener('load', () => {
  SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#api',
    deepLinking: true,
    docExpansion: 'list',
    filter: true,
    // No outside validator is told about the document.
    validatorUrl: null,
  });
});
