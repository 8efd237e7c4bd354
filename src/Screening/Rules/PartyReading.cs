using LogisticsScreening.Screening.Lists;
using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Rules;

/// <summary>One party read for the risk list. A reusable buffer.</summary>
internal sealed class PartyReading
{
    public NameReading Name { get; } = new();

    public NameReading OtherName { get; } = new();

    public NameKeys Keys { get; } = new();

    /// <summary>Part of the listed name counts where the whole address agrees: the name on the waybill is all that is known of the party's.</summary>
    public bool PartsCount { get; set; }

    /// <summary>The policy's.</summary>
    public NameRarity Rarity { get; set; } = NameRarity.Estimated;

    public AddressReading Address { get; } = new();

    public AddressReading OtherAddress { get; } = new();

    /// <summary>Numbers of entries.</summary>
    public HashSet<int> Candidates { get; } = [];

    /// <summary>By the number of the entry.</summary>
    public Dictionary<int, PersonEvidence> Found { get; } = [];

    /// <summary>Entries need not be kept from parcel to parcel.</summary>
    public void Clear()
    {
        Candidates.Clear();
        Found.Clear();
    }
}
