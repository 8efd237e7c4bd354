namespace LogisticsScreening.Screening.Parcels;

/// <summary>
/// What the records of earlier parcels say of the people on this one, counted by the shell within the windows of the policy. Counts are of others: other names, other
/// parcels. Each is read from the latest records of a key only (<see cref="MostRecords"/>), so that a large sender costs no more than a small one.
/// </summary>
public sealed record PostingHistory
{
    /// <summary>Latest records read of one phone or document.</summary>
    public const int MostRecords = 200;

    /// <summary>Names beside this one under which the sender's phone posted.</summary>
    public int NamesOfPhone { get; init; }

    /// <summary>Document numbers beside this one with which the same name and phone posted.</summary>
    public int NumbersOfPerson { get; init; }

    /// <summary>Phones beside this one with which the sender's document posted.</summary>
    public int PhonesOfNumber { get; init; }

    /// <summary>Regions beside this depot's in which the sender's document was used on the same local day.</summary>
    public int RegionsToday { get; init; }

    /// <summary>Small parcels of the sender's phone, this one not counted.</summary>
    public int SmallOfSender { get; init; }

    /// <summary>Small parcels to the recipient's phone, this one not counted.</summary>
    public int SmallToRecipient { get; init; }

    /// <summary>Senders of those, this one among them.</summary>
    public int SendersToRecipient { get; init; }

    /// <summary>Recipients beside this one whose parcels the collector took.</summary>
    public int RecipientsOfCollector { get; init; }

    /// <summary>Earlier parcels of the sender in which wildlife was found.</summary>
    public int FindsOfSender { get; init; }

    /// <summary>Whole yuan at which those finds were assessed; what was declared never counts.</summary>
    public long AssessedOfSender { get; init; }

    /// <summary>Earlier parcels to the recipient in which wildlife was found.</summary>
    public int FindsOfRecipient { get; init; }

    /// <inheritdoc cref="AssessedOfSender"/>
    public long AssessedOfRecipient { get; init; }

    /// <summary>True when there is nothing to tell; facts then hold no history.</summary>
    public bool IsEmpty => this == new PostingHistory();

    public override string ToString() => "posting history";
}

/// <summary>Within which days, and up to which weight, the policy wants the history counted.</summary>
/// <param name="PeopleDays">Names, numbers and phones.</param>
/// <param name="ParcelDays">Small parcels.</param>
/// <param name="SmallGrams">The heaviest small parcel; one without a weight is none.</param>
/// <param name="ValueDays">Finds and what they were assessed at.</param>
public sealed record HistoryWindows(int PeopleDays, int ParcelDays, int SmallGrams, int ValueDays);
