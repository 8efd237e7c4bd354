using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lists.Names;

namespace LogisticsScreening.Screening.Rules;

/// <summary>What a party and an entry have in common, in words that name neither.</summary>
internal static class PersonWords
{
    public static LocalizedText Of(PersonEvidence evidence)
    {
        var (name, second) = (Of(evidence.Name), Of(evidence.Second));
        var score = string.Create(null, $"{evidence.Score / 10_000}.{evidence.Score % 10_000 / 100:00}");
        return new($"与名单条目{name.Zh}，{second.Zh}，相似度{score}", $"{name.En} as the entry, {second.En}, likeness {score}");
    }

    private static LocalizedText Of(NameMatch name) => name.Tier switch
    {
        NameTier.Same when name.Reordered => new("姓名相同（姓与名顺序相反）", "Same name, family and given name turned round,"),
        NameTier.Same => new("姓名相同", "Same name"),
        NameTier.Variant => new("姓名相同（繁体、异体或全角写法）", "Same name in another form of its characters"),
        NameTier.Homophone => new("姓名同音", "Name of the same sound"),
        NameTier.LookAlike => new("姓名形近", "Name that looks or is spelled alike"),
        NameTier.OneEdit => new("姓名仅一处不同", "Name with one difference"),
        NameTier.Romanised => new("姓名拼音相符", "Same name in pinyin"),
        NameTier.Shown => new("姓名的一部分一致", "Same part of the name"),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    private static LocalizedText Of(SecondAttribute second) => second switch
    {
        SecondAttribute.None => new("且该姓名罕见", "and few people bear it"),
        SecondAttribute.Division => new("且同属一个区县", "in the same county"),
        SecondAttribute.PhoneParts => new("且电话号码可见部分一致", "with the visible digits of the phone"),
        SecondAttribute.Road => new("且道路（村、小区）一致", "in the same road, village or estate"),
        SecondAttribute.OtherUnit => new("且门牌号一致，但单元或房间不同", "in the same building, in another unit of it"),
        SecondAttribute.Building => new("且门牌号一致", "in the same building"),
        SecondAttribute.Address => new("且地址一致", "at the same address"),
        _ => throw new ArgumentOutOfRangeException(nameof(second)),
    };
}
