"""From facts to HTML: dates as prose, pictures as geometry, templates that only print."""
