namespace LogisticsScreening.Server.Referrals;

internal static partial class ReferralsLog
{
    [LoggerMessage(EventId = 7001, Level = LogLevel.Information, Message = "Referral {Reference} sealed, {Bytes} bytes")]
    public static partial void Sealed(this ILogger<MakeReferral> log, string reference, int bytes);

    [LoggerMessage(EventId = 7002, Level = LogLevel.Error, Message = "{Problem}")]
    public static partial void FontsMissing(this ILogger<MakeReferral> log, string problem);
}
