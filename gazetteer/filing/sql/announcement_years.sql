-- Years in which announcements were published, newest first.
SELECT DISTINCT year FROM announcement WHERE published_on IS NOT NULL ORDER BY year DESC
