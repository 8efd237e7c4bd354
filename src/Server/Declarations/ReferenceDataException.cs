namespace LogisticsScreening.Server.Declarations;

/// <summary>Reference data that cannot be used: the message names file, line and reason. The server does not start with it.</summary>
internal sealed class ReferenceDataException(string file, int line, string reason)
    : Exception(line > 0 ? $"{file}, line {line}: {reason}" : $"{file}: {reason}");
