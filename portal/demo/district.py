"""The district that does not exist: organs, officials and accounts, all invented."""

from portal.demo.shapes import DemoOfficial, DemoOrgan, DemoStaff, DemoTie
from portal.domain.filing import Language
from portal.domain.permissions import Role
from portal.domain.routing import Band
from portal.domain.text import Text

DISTRICT = Text("澄浦区", "Chengpu District")

ORGANS = (
    DemoOrgan(
        "service-centre",
        Text("区政务服务中心", "Government Service Centre"),
        "counter",
        "000-0000-1001",
        "岑宜安",
    ),
    DemoOrgan(
        "property-registry",
        Text("区不动产登记中心", "Real Estate Registration Centre"),
        "counter",
        "000-0000-1002",
        "蔺书恒",
    ),
    DemoOrgan(
        "human-resources",
        Text("区人力资源和社会保障局", "Human Resources and Social Security Bureau"),
        "department",
        "000-0000-1003",
        "费明澍",
    ),
    DemoOrgan(
        "civil-affairs",
        Text("区民政局", "Civil Affairs Bureau"),
        "department",
        "000-0000-1004",
        "骆青禾",
    ),
    DemoOrgan(
        "housing",
        Text("区住房和城乡建设局", "Housing and Urban-Rural Development Bureau"),
        "department",
        "000-0000-1005",
        "项维钧",
    ),
    DemoOrgan(
        "market-regulation",
        Text("区市场监督管理局", "Market Regulation Bureau"),
        "department",
        "000-0000-1006",
        "臧立言",
    ),
    DemoOrgan(
        "urban-management",
        Text("区综合行政执法局", "Urban Management and Law Enforcement Bureau"),
        "department",
        "000-0000-1007",
        "柏振川",
    ),
    DemoOrgan(
        "education",
        Text("区教育局", "Education Bureau"),
        "department",
        "000-0000-1008",
        "晏知行",
    ),
    DemoOrgan(
        "medical-insurance",
        Text("区医疗保险服务中心", "Medical Insurance Service Centre"),
        "institution",
        "000-0000-1009",
        "阮蕙如",
    ),
    DemoOrgan(
        "luting-street",
        Text("芦汀街道办事处", "Luting Street Office"),
        "subdistrict",
        "000-0000-1010",
        "卞守诚",
    ),
    DemoOrgan(
        "shihuang-street",
        Text("石篁街道办事处", "Shihuang Street Office"),
        "subdistrict",
        "000-0000-1011",
        "滕家树",
    ),
    DemoOrgan(
        "efficiency-office",
        Text("区行政效能投诉中心", "Administrative Efficiency Complaints Centre"),
        "supervision",
        "000-0000-1012",
        "盛怀谨",
    ),
)

OFFICIALS = (
    DemoOfficial("service-centre", "岑宜安", "主任"),
    DemoOfficial("service-centre", "池秋映", "副主任", "岑宜安"),
    DemoOfficial("service-centre", "钮晓棠", "综合受理窗口工作人员", "池秋映"),
    DemoOfficial("service-centre", "甄一诺", "咨询引导台工作人员", "池秋映"),
    DemoOfficial("property-registry", "蔺书恒", "主任"),
    DemoOfficial("property-registry", "冷翰文", "副主任", "蔺书恒"),
    DemoOfficial("property-registry", "苗雨眠", "受理窗口工作人员", "冷翰文"),
    DemoOfficial("property-registry", "边小满", "档案查询窗口工作人员", "冷翰文"),
    DemoOfficial("human-resources", "费明澍", "局长"),
    DemoOfficial("human-resources", "简从容", "副局长", "费明澍"),
    DemoOfficial("human-resources", "鲁沛霖", "社保经办窗口工作人员", "简从容"),
    DemoOfficial("human-resources", "褚铁成", "劳动保障监察大队大队长", "费明澍"),
    DemoOfficial("civil-affairs", "骆青禾", "局长"),
    DemoOfficial("civil-affairs", "翟静姝", "社会救助科科长", "骆青禾"),
    DemoOfficial("civil-affairs", "路以纯", "婚姻登记处工作人员", "骆青禾"),
    DemoOfficial("housing", "项维钧", "局长"),
    DemoOfficial("housing", "柯敬业", "物业管理科科长", "项维钧"),
    DemoOfficial("housing", "莫晚晴", "住房保障科科员", "项维钧"),
    DemoOfficial("market-regulation", "臧立言", "局长"),
    DemoOfficial("market-regulation", "纪长庚", "食品监管科科长", "臧立言"),
    DemoOfficial("market-regulation", "桑语桐", "登记注册窗口工作人员", "臧立言"),
    DemoOfficial("urban-management", "柏振川", "局长"),
    DemoOfficial("urban-management", "屠建勋", "副局长", "柏振川"),
    DemoOfficial("urban-management", "雷骁", "执法一中队中队长", "屠建勋"),
    DemoOfficial("urban-management", "厉小川", "执法一中队队员", "雷骁"),
    DemoOfficial("education", "晏知行", "局长"),
    DemoOfficial("education", "庞书砚", "基础教育科科长", "晏知行"),
    DemoOfficial("education", "沙以宁", "学籍管理员", "庞书砚"),
    DemoOfficial("medical-insurance", "阮蕙如", "主任"),
    DemoOfficial("medical-insurance", "束文澜", "审核科科长", "阮蕙如"),
    DemoOfficial("medical-insurance", "喻佳禾", "报销窗口工作人员", "阮蕙如"),
    DemoOfficial("luting-street", "卞守诚", "主任"),
    DemoOfficial("luting-street", "扈长林", "副主任", "卞守诚"),
    DemoOfficial("luting-street", "谈春分", "社区事务受理窗口工作人员", "扈长林"),
    DemoOfficial("shihuang-street", "滕家树", "主任"),
    DemoOfficial("shihuang-street", "戈秀芝", "民政助理", "滕家树"),
    DemoOfficial("shihuang-street", "杭大勇", "综合行政执法队队长", "滕家树"),
    DemoOfficial("efficiency-office", "盛怀谨", "主任"),
    DemoOfficial("efficiency-office", "梅砚秋", "投诉办理科科长", "盛怀谨"),
    DemoOfficial("efficiency-office", "宁远帆", "投诉办理科科员", "梅砚秋"),
)

OWN_OFFICE = DemoTie("post", "在本中心任职", organ="efficiency-office")
ALL_LANGUAGES = (Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH)

STAFF = (
    DemoStaff("intake1", "闻小舟", Role.INTAKE, ties=(OWN_OFFICE,)),
    DemoStaff(
        "officer1",
        "温岚",
        Role.OFFICER,
        languages=ALL_LANGUAGES,
        ties=(OWN_OFFICE, DemoTie("relative", "被投诉人为其表妹", official="喻佳禾")),
    ),
    DemoStaff(
        "officer2",
        "毕少卿",
        Role.OFFICER,
        Band.DISCIPLINE,
        ties=(OWN_OFFICE, DemoTie("former_post", "三年内曾在该局任职", organ="housing")),
    ),
    DemoStaff(
        "officer3",
        "宁远帆",
        Role.OFFICER,
        Band.REFERRAL,
        languages=(Language.SIMPLIFIED, Language.ENGLISH),
        ties=(OWN_OFFICE,),
    ),
    DemoStaff("supervisor1", "梅砚秋", Role.SUPERVISOR, ties=(OWN_OFFICE,)),
    DemoStaff("director1", "盛怀谨", Role.DIRECTOR, ties=(OWN_OFFICE,)),
    DemoStaff("superior1", "顾南亭", Role.SUPERIOR, languages=ALL_LANGUAGES),
    DemoStaff("auditor1", "荀静远", Role.AUDITOR),
    DemoStaff("admin1", "游一鸣", Role.ADMIN),
    DemoStaff("liaison1", "应知微", Role.LIAISON, organ="urban-management"),
)
