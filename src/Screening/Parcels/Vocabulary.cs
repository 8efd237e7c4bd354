namespace LogisticsScreening.Screening.Parcels;

/// <summary>What is in the cover. A letter is exempt from real-name registration (Express Delivery Regulations art. 22).</summary>
public enum ContentKind
{
    Letter,
    Document,
    Parcel,
}

/// <summary>How the parcel came in.</summary>
public enum Channel
{
    Counter,
    Doorstep,
    Locker,
    Agreement,
}

/// <summary>The moment of a scan. Only at acceptance can a parcel be refused; at every other kind it is already in the network.</summary>
public enum ScanKind
{
    Acceptance,
    Departure,
    Depot,
    Handover,
    Delivery,
    Return,
    Forward,
    Cancelled,
}

/// <summary>Identity documents that the state accepts for posting, and the codes of organisations.</summary>
public enum IdType
{
    ResidentId,
    TemporaryId,
    PermanentResidentCard,
    Passport,
    HkMacauPermit,
    TaiwanPermit,
    ResidencePermit,
    Military,
    Organisation,
    Other,
}

public enum PartyRole
{
    Sender,
    Recipient,
    Agent,

    /// <summary>Who took the parcel at delivery, when it was not the recipient.</summary>
    Collector,
}

/// <summary>Who took a parcel at delivery, as the courier saw it.</summary>
public enum CollectorRelation
{
    Recipient,
    Household,
    Colleague,

    /// <summary>A locker, a station or a reception desk, which takes many people's.</summary>
    PickupPoint,

    /// <summary>A third person: with an identity document.</summary>
    Other,
}
