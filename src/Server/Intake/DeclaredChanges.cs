using System.Globalization;
using LogisticsScreening.Screening.Parcels;
using LogisticsScreening.Server.PersonalData;

namespace LogisticsScreening.Server.Intake;

/// <summary>What differs between two declarations of one parcel, field by field: declared goods as written, what is of a person masked.</summary>
internal static class DeclaredChanges
{
    private static readonly Func<string, string> Hidden = _ => "***";

    public static IReadOnlyList<ChangedField> Between(Waybill before, Waybill after)
    {
        var was = Fields(before).ToDictionary(f => f.Path, StringComparer.Ordinal);
        var now = Fields(after).ToDictionary(f => f.Path, StringComparer.Ordinal);
        return
        [
            .. was.Keys.Union(now.Keys)
                .Select(path => (Path: path, Was: was.GetValueOrDefault(path), Now: now.GetValueOrDefault(path)))
                .Where(field => field.Was?.Value != field.Now?.Value)
                .Select(field => new ChangedField(field.Path, field.Was?.Shown, field.Now?.Shown)),
        ];
    }

    private static IEnumerable<Declared> Fields(Waybill waybill) => All(waybill).Where(field => field.Value is not null);

    private static IEnumerable<Declared> All(Waybill waybill)
    {
        for (var i = 0; i < waybill.Items.Count; i++)
        {
            var (item, path) = (waybill.Items[i], string.Create(CultureInfo.InvariantCulture, $"items[{i}]"));
            yield return new($"{path}.description", item.Description);
            yield return new($"{path}.nature", item.Nature);
            yield return new($"{path}.quantity", Text(item.Quantity));
            yield return new($"{path}.unit", item.Unit);
            yield return new($"{path}.weight", Text(item.Weight));
            yield return new($"{path}.value", Text(item.Value));
            yield return new($"{path}.hsCode", item.HsCode);
        }

        yield return new("remarks", waybill.Remarks);
        foreach (var field in Of("sender", waybill.Sender))
            yield return field;
        foreach (var field in waybill.Sender.Agent is { } agent ? Of("sender.agent", agent) : [])
            yield return field;
        foreach (var field in Of("recipient", waybill.Recipient))
            yield return field;
        yield return new("depot", waybill.Depot);
        yield return new("contentKind", EnumText<ContentKind>.Of(waybill.ContentKind));
        yield return new("channel", EnumText<Channel>.Of(waybill.Channel));
        yield return new("weight", Text(waybill.Weight));
        yield return new("size", waybill.Size is { } size ? string.Join(" x ", size.Select(length => Text(length))) : null);
        yield return new("pieces", Text(waybill.Pieces));
        yield return new("parentNumber", waybill.ParentNumber);
        yield return new("returnOf", waybill.ReturnOf);
        yield return new("insuredValue", Text(waybill.InsuredValue));
        yield return new("cashOnDelivery", Text(waybill.CashOnDelivery));
        yield return new("agreement", waybill.Agreement is { } agreed ? $"{agreed.Number} {agreed.Until:yyyy-MM-dd}".TrimEnd() : null);
        yield return new("createdAt", waybill.CreatedAt?.ToString("O", CultureInfo.InvariantCulture));
    }

    private static IEnumerable<Declared> Of(string path, Party party) =>
    [
        new($"{path}.name", party.Name, Mask.Name),
        new($"{path}.phone", party.Phone, Mask.Phone),
        new($"{path}.phoneKind", party.PhoneKind is { } kind ? EnumText<PhoneKind>.Of(kind) : null),
        new($"{path}.address", party.Address, Mask.Address),
        new($"{path}.country", party.Country),
        new($"{path}.organisationCode", party.OrganisationCode, Mask.IdNumber),
        new($"{path}.accounts", party.Accounts.Count > 0 ? string.Join(' ', party.Accounts) : null, Hidden),
        new($"{path}.idType", party.Document is { } document ? EnumText<IdType>.Of(document.Type) : null),
        new($"{path}.idNumber", party.Document?.Key, Hidden),
    ];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(Money? money) => money is null ? null : $"{money.Amount} {money.Currency}";

    /// <param name="Mask">How a value of a person is shown; null for goods and numbers.</param>
    private sealed record Declared(string Path, string? Value, Func<string, string>? Mask = null)
    {
        public string? Shown => Value is not null && Mask is not null ? Mask(Value) : Value;

        public override string ToString() => Path;
    }
}
