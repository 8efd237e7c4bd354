namespace LogisticsScreening.Server;

/// <summary>
/// The server cannot start, for a reason its operator can act on. The command line prints the message as one line and ends with
/// <see cref="ExitCode"/>; so the message names the setting or file, and holds no personal data and no secret.
/// </summary>
internal sealed class StartupException(string message, Exception? inner = null) : Exception(message, inner)
{
    public const int ExitCode = 2;
}
