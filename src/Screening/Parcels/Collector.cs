namespace LogisticsScreening.Screening.Parcels;

/// <summary>Who took a parcel at delivery (代收人).</summary>
/// <param name="Person">Null for the recipient.</param>
public sealed record Collector(CollectorRelation Relation, Party? Person)
{
    public override string ToString() => "collector";
}
