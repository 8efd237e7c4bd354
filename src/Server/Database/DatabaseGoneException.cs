namespace LogisticsScreening.Server.Database;

/// <summary>The SQLite file was deleted or moved away under the running server, which can only be stopped now. Nothing more is read or written.</summary>
internal sealed class DatabaseGoneException(string file) : IOException($"The database file {file} is gone: stop the server, put the file back or restore a copy, and start again.");
