namespace LogisticsScreening.Server.Intake;

/// <summary>Ids and counts; never what is declared.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(1701, LogLevel.Error, "Parcel {WaybillId} could not be screened again after its answer, try {Attempt}: {ErrorType}; it is looked at again later\n{Stack}")]
    public static partial void NotScreenedAgain(ILogger log, Guid waybillId, int attempt, string errorType, string stack);
}
