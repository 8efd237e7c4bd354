namespace LogisticsScreening.Server.Intake;

/// <param name="ReuseAfterMonths">A waybill number that comes back with other content after so many months is another parcel (UPU S10 numbers: 12).</param>
internal sealed record IntakeOptions(int ReuseAfterMonths);
