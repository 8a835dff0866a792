// A deck is being made: ask again. A refresh by the document would go nowhere on an address with a
// slide (#who): to a browser that is a place on the page that it is on.
setTimeout(() => location.reload(), 1000);
